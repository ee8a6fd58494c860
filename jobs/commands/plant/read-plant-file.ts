import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

/** A plant of 100,000 arrays with all its columns has a third of this. */
const MAX_BYTES = 64 * 2 ** 20;

/** A file of arrays as text. Throws `invalid_input` for one that is not there, or no such file. */
export async function readPlantFile(file: string): Promise<{ name: string; text: string }> {
  const name = path.basename(file);
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) {
      throw new HeliographError('invalid_input', `${file} is over ${MAX_BYTES / 2 ** 20} MiB: it is no list of arrays`);
    }
    return { name, text: await readFile(file, 'utf8') };
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new HeliographError('invalid_input', `${file}: ${why}`, { cause: error });
  }
}
