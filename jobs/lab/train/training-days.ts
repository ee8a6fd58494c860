import { contextOf, type DayContextName } from '#domain/verdict-evidence.ts';
import { datasetOf } from '#jobs/lab/dataset/dataset.ts';
import type { DayRecord, Split } from '#jobs/lab/dataset/definition.ts';
import type { Scenario } from '#jobs/lab/dataset/scenario.ts';
import { withBar } from '#jobs/process/progress.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import type { LabelledImages } from '#models/classifier/train-network.ts';

/** How far a healthy array may be off its nameplate, seen by it alone, for its day to be one to learn from. */
const LARGEST_VOLTAGE_DEVIATION = 0.06;
const LARGEST_CURRENT_LOSS = 0.22;
const LARGEST_CURRENT_GAIN = 0.12;

/** Labelled images, and what each was looked at against. */
export interface LabelledDays extends LabelledImages {
  contexts: DayContextName[];
}

/** The images of several sets one after the other, in memory; those that nothing can be learnt from are left out. */
export async function loadDays(
  sets: readonly { scenario: Scenario; days: number }[],
  options: { seed: number; split: Split; preprocessingJson: string },
): Promise<LabelledDays> {
  const kept: LabelledDays[] = [];
  for (const { scenario, days } of sets) {
    const dataset = await withBar(`${options.split} ${scenario.name}`, (onProgress) =>
      datasetOf({ ...options, scenario, days }, onProgress),
    );
    const chosen = dataset.records.flatMap((record, index) => (isMisregistered(record) ? [] : [index]));
    const all = await dataset.readImages(0, days);
    const images = new Uint8Array(chosen.length * IMAGE_PIXELS);
    chosen.forEach((source, target) => {
      images.set(all.subarray(source * IMAGE_PIXELS, (source + 1) * IMAGE_PIXELS), target * IMAGE_PIXELS);
    });
    kept.push({
      images,
      labels: Uint8Array.from(chosen, (index) => dataset.labels[index] ?? 0),
      contexts: chosen.map((index) => seenAgainst(dataset.records[index])),
    });
  }
  return {
    images: joined(kept.map(({ images }) => images)),
    labels: joined(kept.map(({ labels }) => labels)),
    contexts: kept.flatMap(({ contexts }) => contexts),
  };
}

/**
 * A healthy array that is registered wrongly looks, by its nameplate alone, as if a fault were there from the first day: were it
 * taught as normal, such faults would be, too. What decides it are neighbours, its past, and the rules about registration.
 */
function isMisregistered({ condition, context, evidence }: DayRecord): boolean {
  if (condition !== 'normal' || context !== 'nameplate' || !evidence) return false;
  const { deviationVoltage, deviationCurrent } = evidence;
  const [voltage, current] = [deviationVoltage ?? 0, deviationCurrent ?? 0];
  return (
    Math.abs(voltage) > LARGEST_VOLTAGE_DEVIATION || current < -LARGEST_CURRENT_LOSS || current > LARGEST_CURRENT_GAIN
  );
}

/** What an image was really made against: neighbours that are too unlike are none. */
function seenAgainst(record: DayRecord | undefined): DayContextName {
  return record?.evidence ? contextOf(record.evidence) : 'nameplate';
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
