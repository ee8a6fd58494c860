import { offerSettings, readSettings, settingOrigins } from '#server/env.ts';
import { readSsmParameters } from '#server/gateways/parameters/ssm-parameters.ts';

const PREFIX = 'ssm:';
/** What says where parameters are, or how a program was started, cannot itself be a parameter. */
const NOT_PARAMETERS = new Set(['PARAMETERS', 'NODE_ENV', 'CI']);

/** Name of a setting in the parameter store: `LOG_BUCKET` is `log-bucket`. */
export const parameterNameOf = (setting: string) => setting.toLowerCase().replaceAll('_', '-');

/**
 * Fills the settings that neither the environment nor `.env` has from the parameter store that PARAMETERS names. Every
 * program awaits this before it reads a setting. Returns the parameters that no setting is called by.
 */
export async function loadParameters(): Promise<string[]> {
  const { PARAMETERS } = readSettings();
  if (PARAMETERS === undefined) return [];
  const path = PARAMETERS.slice(PREFIX.length);
  const parameters = await readSsmParameters(path);
  const names = settingOrigins().flatMap(({ name }) => (NOT_PARAMETERS.has(name) ? [] : [name]));
  offerSettings(
    (name) => `${PREFIX}${path}/${parameterNameOf(name)}`,
    Object.fromEntries(names.map((name) => [name, parameters.get(parameterNameOf(name))])),
  );
  // A bad one stops the program now, with its name and origin, and not where it is first used.
  readSettings();
  const known = new Set(names.map(parameterNameOf));
  return [...parameters.keys()].filter((name) => !known.has(name)).sort();
}
