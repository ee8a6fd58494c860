import { HeliographError } from '#server/errors.ts';

/** The value of a JSON text; a HeliographError ('damaged_file') names `fileName` when it is not JSON. */
export function parsedJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HeliographError('damaged_file', `${fileName} is not valid JSON`, { cause });
  }
}
