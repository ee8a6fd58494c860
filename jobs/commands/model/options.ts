import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CONDITIONS } from '#domain/conditions.ts';
import { MODEL_NAME_PATTERN } from '#domain/model-manifest.ts';
import { parseOptions } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { ImportModelInput } from '#server/services/models/import-model.ts';

export const HELP = `npm run model -- VERB
  list                     every model that is known, and which one runs take
  show [VERSION]           a model's main figures; default: the one in use
  use VERSION              makes it the one that coming runs take
  verify [VERSION]         checks every file and asks the network about probe images; default: every model
  export VERSION --out DIR writes a model's folder
  import FILE              takes in a Keras model (.h5 or .keras) of 64 x 64 x 4 images and six outputs

  import needs
  --preprocessing FILE     a preprocessing.json: how readings became the images that it was trained on
  --conditions A,B,...     what its six outputs mean, in their order: of ${CONDITIONS.join(', ')}
  and may have
  --calibration FILE       a calibration.json: softmax temperature and least confidence of a verdict
  --name NAME              of the model, a-z, 0-9 and -; default: from FILE
  --logits                 the network ends in logits: softmax is added
`;

export type ModelCommand =
  | { verb: 'help' | 'list' }
  | { verb: 'show' | 'verify'; version: string | undefined }
  | { verb: 'use'; version: string }
  | { verb: 'export'; version: string; folder: string }
  | { verb: 'import'; input: ImportModelInput };

const bad = (message: string) => new HeliographError('invalid_input', message);

/** What the command line asks for. */
export async function readModelCommand(): Promise<ModelCommand> {
  const { values, positionals } = parseOptions(
    {
      out: { type: 'string' },
      preprocessing: { type: 'string' },
      calibration: { type: 'string' },
      conditions: { type: 'string' },
      name: { type: 'string' },
      logits: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  const [verb, word, ...more] = positionals;
  if (values.help) return { verb: 'help' };
  const { help: _, ...given } = values;
  const allow = (words: number, ...options: string[]) => {
    const option = Object.keys(given).find((name) => !options.includes(name));
    if (option !== undefined) throw bad(`${verb} does not take --${option}`);
    const extra = words === 0 ? word : more[0];
    if (extra !== undefined) throw bad(`${verb} does not take "${extra}"`);
  };
  const version = () => {
    if (word === undefined) throw bad(`${verb} needs a VERSION; "npm run model -- list" shows them`);
    return word;
  };
  switch (verb) {
    case 'list':
      allow(0);
      return { verb };
    case 'show':
    case 'verify':
      allow(1);
      return { verb, version: word };
    case 'use':
      allow(1);
      return { verb, version: version() };
    case 'export':
      allow(1, 'out');
      if (values.out === undefined) throw bad('export needs --out DIR, a new folder');
      return { verb, version: version(), folder: resolved(values.out) };
    case 'import':
      allow(1, 'preprocessing', 'calibration', 'conditions', 'name', 'logits');
      return { verb, input: await importInput(word, values) };
    default:
      throw bad(
        `${verb === undefined ? 'name a verb' : `there is no "${verb}"`}: list, show, use, verify, export or import`,
      );
  }
}

interface ImportValues {
  preprocessing?: string | undefined;
  calibration?: string | undefined;
  conditions?: string | undefined;
  name?: string | undefined;
  logits?: boolean | undefined;
}

async function importInput(file: string | undefined, values: ImportValues): Promise<ImportModelInput> {
  if (file === undefined) throw bad('import needs a FILE: a Keras .h5 or .keras');
  if (values.preprocessing === undefined) {
    throw bad(
      'import needs --preprocessing FILE: a Keras file does not tell how readings became the images it was trained on. ' +
        'FILE is JSON as in models/lenet5/preprocessing.json: the wavelet scales, and eps, lo and hi of each channel',
    );
  }
  if (values.conditions === undefined) {
    throw bad(`import needs --conditions: what its six outputs mean, in their order, such as ${CONDITIONS.join(',')}`);
  }
  return {
    file: resolved(file),
    preprocessingJson: await textOf('--preprocessing', values.preprocessing),
    ...(values.calibration === undefined ? {} : { calibrationJson: await textOf('--calibration', values.calibration) }),
    conditions: values.conditions.split(',').map((name) => name.trim()),
    name: values.name ?? nameFrom(file),
    logits: values.logits ?? false,
  };
}

/** The bundled model's largest text, its calibration, has 134 kB. */
const LARGEST_TEXT_BYTES = 4 * 2 ** 20;

async function textOf(option: string, file: string): Promise<string> {
  try {
    const { size } = await stat(resolved(file));
    if (size > LARGEST_TEXT_BYTES) throw new Error(`it has ${size} bytes; at most ${LARGEST_TEXT_BYTES} are read`);
    return await readFile(resolved(file), 'utf8');
  } catch (error) {
    throw bad(`${option}: cannot read ${resolved(file)}: ${messageOf(error)}`);
  }
}

/** npm runs scripts in the project's folder; names are meant from where the user stands. */
const resolved = (file: string) => path.resolve(commandFolder(), file);

/** "My Net (2).h5" -> my-net-2; a name that gives nothing usable -> imported. */
function nameFrom(file: string): string {
  const stem = path
    .parse(file)
    .name.toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return MODEL_NAME_PATTERN.test(stem) ? stem : 'imported';
}
