import { calibrated } from '#models/classifier/calibration.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { whyUnfamiliar } from '#models/classifier/familiarity.ts';
import type { Calibration } from '#server/domain/calibration.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { decideVerdict, MIN_COVERAGE, noVerdict, unfamiliar, type Verdict } from '#server/domain/verdict.ts';

/** What a verdict is made of. */
export interface JudgedArrayDay {
  deviceId: string;
  image: Uint8Array | null;
  /** Part of the daylight slots with a usable reading, 0..1. */
  coverage: number;
  error: string | null;
}

/**
 * Verdicts of array-days: the network is asked only about those with enough daylight readings, and what it says of an
 * image unlike those it was trained on is no verdict.
 * @param calibration of the network that the classifier runs
 * @returns one verdict for each array-day, in their order
 */
export async function judgeArrayDays(
  days: readonly JudgedArrayDay[],
  classifier: Classifier,
  calibration: Calibration,
): Promise<Verdict[]> {
  const asked = days.flatMap((day) => {
    const { image, coverage, error } = day;
    return image && error === null && coverage >= MIN_COVERAGE ? [{ day, image }] : [];
  });
  const probabilities = await classifier.classify(concatenated(asked.map(({ image }) => image)), asked.length);
  const classes = CONDITIONS.length;
  const answered = new Map(
    asked.map(({ day, image }, index) => {
      const answer = calibrated(
        probabilities.subarray(index * classes, (index + 1) * classes),
        calibration.temperature,
      );
      return [day, verdictOn(day, image, answer, calibration)];
    }),
  );
  return days.map((day) => answered.get(day) ?? refusal(day));
}

function verdictOn(
  { deviceId, coverage }: JudgedArrayDay,
  image: Uint8Array,
  answer: number[],
  { threshold, normalThreshold = threshold, familiarity }: Calibration,
): Verdict {
  const thresholds = { fault: threshold, normal: normalThreshold };
  const reason = familiarity ? whyUnfamiliar(image, familiarity) : null;
  if (reason === null) return decideVerdict(deviceId, answer, thresholds, coverage);
  return unfamiliar(deviceId, answer, coverage, `${reason}: look at its sensors and its nameplate`);
}

function refusal({ deviceId, coverage, error }: JudgedArrayDay): Verdict {
  if (error !== null) return noVerdict(deviceId, 'processing_error', coverage, error);
  const found =
    coverage === 0 ? 'no usable daylight reading' : `${Math.floor(coverage * 100)} % of the daylight readings`;
  return noVerdict(deviceId, 'insufficient_data', coverage, `${found}: at least ${MIN_COVERAGE * 100} % are needed`);
}

function concatenated(images: readonly Uint8Array[]): Uint8Array {
  const size = images[0]?.length ?? 0;
  const joined = new Uint8Array(size * images.length);
  images.forEach((image, index) => {
    joined.set(image, index * size);
  });
  return joined;
}
