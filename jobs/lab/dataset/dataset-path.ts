import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '#jobs/process/project-root.ts';
import { dataPath } from '#server/env.ts';
import type { DatasetOptions } from './definition.ts';

/** Everything between a seed and an image: another line in any of it makes another set. */
const SOURCES = [
  'jobs/lab/dataset',
  'models/photovoltaic',
  'models/series',
  'models/wavelet',
  'models/baseline/day-features.ts',
  'models/classifier/examine-array-day.ts',
  'models/classifier/fill-gaps.ts',
  'models/classifier/fill-series.ts',
  'models/classifier/image-channels.ts',
  'models/classifier/preprocessing.ts',
  'models/classifier/ratio-image.ts',
  'models/operation',
];

let sourcesHash: Promise<string> | undefined;

/** File in which the images of a set are kept, below the data folder. */
export async function datasetPath(options: DatasetOptions): Promise<string> {
  sourcesHash ??= hashOfSources();
  const { scenario, seed, split, days, preprocessingJson } = options;
  const settings = JSON.stringify([scenario, seed, split, days, preprocessingJson, await sourcesHash]);
  const name = createHash('sha256').update(settings).digest('hex').slice(0, 16);
  return dataPath('datasets', `${scenario.name}-${split}-${name}.images`);
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const full = path.join(projectRoot, source);
    const names = source.endsWith('.ts') ? [''] : await readdir(full, { recursive: true });
    for (const name of names.filter((file) => path.join(full, file).endsWith('.ts')).sort()) {
      hash.update(await readFile(path.join(full, name)));
    }
  }
  return hash.digest('hex');
}
