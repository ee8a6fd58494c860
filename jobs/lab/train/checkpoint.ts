import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type TrainingState, trainingStateSchema } from '#models/classifier/training-state.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { dataPath } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { TrainingSettings } from './settings.ts';

/** Where a training is kept between its epochs. */
export interface Checkpoint {
  file: string;
  /** The state after the last whole epoch; null when there is none. Throws `damaged_file`. */
  read(): Promise<TrainingState | null>;
  write(state: TrainingState): Promise<void>;
  remove(): Promise<void>;
}

/** The checkpoint of these settings and images: other ones have another file, so that a training never goes on as another. */
export function checkpointOf(settings: TrainingSettings, preprocessingJson: string): Checkpoint {
  const name = createHash('sha256').update(JSON.stringify(settings)).update(preprocessingJson).digest('hex');
  const file = dataPath('train', `${name.slice(0, 16)}.checkpoint`);
  return {
    file,
    read: async () => {
      const bytes = await readFile(file).catch(() => null);
      if (!bytes) return null;
      try {
        return trainingStateSchema.parse(deserialize(bytes));
      } catch (error) {
        throw new HeliographError('damaged_file', `${file} is no checkpoint: ${messageOf(error)}; delete it`);
      }
    },
    write: async (state) => {
      await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY });
      await writeFile(`${file}.part`, serialize(state));
      await rename(`${file}.part`, file);
    },
    remove: () => rm(file, { force: true }),
  };
}
