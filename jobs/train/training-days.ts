import { datasetOf } from '#jobs/dataset/dataset.ts';
import type { Split } from '#jobs/dataset/definition.ts';
import type { Scenario } from '#jobs/dataset/scenario.ts';
import { withBar } from '#jobs/progress.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import type { LabelledImages } from '#models/classifier/train-network.ts';

/** The images of several sets one after the other, in memory. */
export async function loadDays(
  sets: readonly { scenario: Scenario; days: number }[],
  options: { seed: number; split: Split; preprocessingJson: string },
): Promise<LabelledImages> {
  const total = sets.reduce((sum, { days }) => sum + days, 0);
  const images = new Uint8Array(total * IMAGE_PIXELS);
  const labels = new Uint8Array(total);
  let first = 0;
  for (const { scenario, days } of sets) {
    const dataset = await withBar(`${options.split} ${scenario.name}`, (onProgress) =>
      datasetOf({ ...options, scenario, days }, onProgress),
    );
    images.set(await dataset.readImages(0, days), first * IMAGE_PIXELS);
    labels.set(dataset.labels, first);
    first += days;
  }
  return { images, labels };
}
