import { calibrated } from '#models/classifier/calibration.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { strangenessOf } from '#models/classifier/familiarity.ts';
import type { Calibration } from '#server/domain/calibration.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { decideVerdict, MIN_COVERAGE, noVerdict, type Verdict } from '#server/domain/verdict.ts';

/** What a verdict is made of. */
export interface JudgedArrayDay {
  deviceId: string;
  image: Uint8Array | null;
  /** Part of the daylight slots with a usable reading, 0..1. */
  coverage: number;
  error: string | null;
}

/**
 * Verdicts of array-days: the network is asked only about those with enough daylight readings, and an image like those it
 * was trained on.
 * @param calibration of the network that the classifier runs
 * @returns one verdict for each array-day, in their order
 */
export async function judgeArrayDays(
  days: readonly JudgedArrayDay[],
  classifier: Classifier,
  calibration: Calibration,
): Promise<Verdict[]> {
  const refused = new Map(days.map((day) => [day, refusalOf(day, calibration)]));
  const asked = days.flatMap((day) => (day.image && !refused.get(day) ? [{ day, image: day.image }] : []));
  const probabilities = await classifier.classify(concatenated(asked.map(({ image }) => image)), asked.length);
  const classes = CONDITIONS.length;
  const answers = new Map(
    asked.map(({ day }, index) => [
      day,
      calibrated(probabilities.subarray(index * classes, (index + 1) * classes), calibration.temperature),
    ]),
  );
  return days.map((day) => {
    const verdict = refused.get(day);
    return verdict ?? decideVerdict(day.deviceId, answers.get(day) ?? [], calibration.threshold, day.coverage);
  });
}

/** Why the network is not asked about an array-day; null when it is. */
function refusalOf({ deviceId, coverage, error, image }: JudgedArrayDay, { familiarity }: Calibration): Verdict | null {
  if (error !== null) return noVerdict(deviceId, 'processing_error', coverage, error);
  if (!image || coverage < MIN_COVERAGE) {
    const found =
      coverage === 0 ? 'no usable daylight reading' : `${Math.floor(coverage * 100)} % of the daylight readings`;
    return noVerdict(deviceId, 'insufficient_data', coverage, `${found}: at least ${MIN_COVERAGE * 100} % are needed`);
  }
  const strangeness = familiarity ? strangenessOf(image, familiarity) : 0;
  if (!familiarity || strangeness <= familiarity.limit) return null;
  const detail = `unlike any day of the training: ${strangeness.toFixed(0)} from it, where ${familiarity.limit.toFixed(0)} is the most`;
  return noVerdict(deviceId, 'unfamiliar', coverage, `${detail}; look at its sensors and its nameplate`);
}

function concatenated(images: readonly Uint8Array[]): Uint8Array {
  const size = images[0]?.length ?? 0;
  const joined = new Uint8Array(size * images.length);
  images.forEach((image, index) => {
    joined.set(image, index * size);
  });
  return joined;
}
