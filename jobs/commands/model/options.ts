import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CONDITIONS } from '#domain/conditions.ts';
import { MODEL_NAME_PATTERN } from '#domain/model-manifest.ts';
import { declareCommand, flag, option, requiredOption } from '#jobs/process/declare-command.ts';
import { anyText, filePath } from '#jobs/process/option-values.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { ImportModelInput } from '#server/services/models/import-model.ts';

export type ModelCommand =
  | { verb: 'list' }
  | { verb: 'show' | 'verify'; version: string | undefined }
  | { verb: 'use'; version: string }
  | { verb: 'export'; version: string; folder: string }
  | { verb: 'import'; input: ImportModelInput };

const bad = (message: string) => new HeliographError('invalid_input', message);

const list = declareCommand({
  name: 'list',
  summary: 'every model that is known, and which one runs take',
  options: {},
  read: (): ModelCommand => ({ verb: 'list' }),
});

const show = declareCommand({
  name: 'show',
  summary: "a model's main figures",
  words: [['[version]', 'default: the one in use']],
  options: {},
  read: (_, [version]): ModelCommand => ({ verb: 'show', version }),
});

const use = declareCommand({
  name: 'use',
  summary: 'makes a model the one that coming runs take',
  words: [['<version>', '"npm run model -- list" shows them']],
  options: {},
  read: (_, [version = '']): ModelCommand => ({ verb: 'use', version }),
});

const verify = declareCommand({
  name: 'verify',
  summary: 'checks every file of a model and asks the network about probe images',
  words: [['[version]', 'default: every model']],
  options: {},
  read: (_, [version]): ModelCommand => ({ verb: 'verify', version }),
});

const exportFolder = declareCommand({
  name: 'export',
  summary: "writes a model's folder",
  words: [['<version>', '"npm run model -- list" shows them']],
  options: { out: requiredOption('<dir>', 'a new folder', filePath, 'name a new folder') },
  read: ({ out: folder }, [version = '']): ModelCommand => ({ verb: 'export', version, folder }),
});

const importFile = declareCommand({
  name: 'import',
  summary: 'takes in a Keras model (.h5 or .keras) of 64 x 64 x 4 images and six outputs',
  words: [['<file>', 'the Keras model']],
  options: {
    preprocessing: requiredOption(
      '<file>',
      'a preprocessing.json: how readings became the images that it was trained on; needed',
      filePath,
      'a Keras file does not tell how readings became the images it was trained on. ' +
        'The file is JSON as models/lenet5/preprocessing.json: the wavelet scales, and eps, lo and hi of each channel',
    ),
    conditions: requiredOption(
      '<a,b,...>',
      `what its six outputs mean, in their order: of ${CONDITIONS.join(', ')}; needed`,
      anyText,
      `what its six outputs mean, in their order, such as ${CONDITIONS.join(',')}`,
    ),
    calibration: option(
      '<file>',
      'a calibration.json: softmax temperature and minimum confidence of a verdict',
      filePath,
    ),
    name: option('<name>', 'of the model, a-z, 0-9 and -; default: from the file', anyText),
    logits: flag('the network ends in logits: softmax is added'),
  },
  read: async ({ preprocessing, conditions, calibration, name, logits }, [file = '']): Promise<ModelCommand> => ({
    verb: 'import',
    input: {
      file: filePath(file, 'FILE'),
      preprocessingJson: await textOf('--preprocessing', preprocessing),
      ...(calibration === undefined ? {} : { calibrationJson: await textOf('--calibration', calibration) }),
      conditions: conditions.split(',').map((condition) => condition.trim()),
      name: name ?? nameFrom(file),
      logits,
    },
  }),
});

export const modelCommand = declareCommand({
  name: 'model',
  summary: 'Models by version: which there are, which one runs take, and Keras files taken in.',
  options: {},
  verbs: [list, show, use, verify, exportFolder, importFile],
});

/** The bundled model's largest text, its calibration, has 134 kB. */
const LARGEST_TEXT_BYTES = 4 * 2 ** 20;

async function textOf(option: string, file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_TEXT_BYTES) throw new Error(`it has ${size} bytes; at most ${LARGEST_TEXT_BYTES} are read`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw bad(`${option}: cannot read ${file}: ${messageOf(error)}`);
  }
}

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
