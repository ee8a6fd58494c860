import type { Calibration } from '#domain/calibration.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { decideVerdict, MIN_COVERAGE, noVerdict, type Verdict } from '#domain/verdict.ts';
import { contextOf, type VerdictEvidence } from '#domain/verdict-evidence.ts';
import { atPrior, calibrated } from '#models/classifier/calibration.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { distanceOf } from '#models/classifier/familiarity.ts';
import { afterNetwork, beforeNetwork, likelyCauseOf } from './physics-rules.ts';

/** What a verdict is made of. */
export interface JudgedArrayDay {
  deviceId: string;
  /** Null where a channel holds no value at all. */
  image: Uint8Array | null;
  /** Part of the daylight slots with a usable reading, 0..1. */
  coverage: number;
  /** Part of the values that came and were outside what the array can give, 0..1. */
  rejectedPart: number;
  evidence: VerdictEvidence | null;
  error: string | null;
}

/** Where so many values are impossible, units or nameplate are wrong rather than readings missing. */
const LARGEST_REJECTED = 0.05;

/**
 * Verdicts of array-days: rules of physics first, which say what no network needs to be asked; then the network, about
 * images like those it was trained on; then the rules that its answer must pass.
 * @param calibration of the network that the classifier runs
 * @returns one verdict for each array-day, in their order
 */
export async function judgeArrayDays(
  days: readonly JudgedArrayDay[],
  classifier: Classifier,
  calibration: Calibration,
): Promise<Verdict[]> {
  const refused = new Map(days.map((day) => [day, refusal(day)]));
  const asked = days.flatMap((day) => (day.image && !refused.get(day) ? [{ day, image: day.image }] : []));
  const images = concatenated(asked.map(({ image }) => image));
  const { probabilities, features } = await classifier.examine(images, asked.length);
  const classes = CONDITIONS.length;
  const width = (features?.length ?? 0) / Math.max(asked.length, 1);
  const answered = new Map(
    asked.map(({ day }, index) => {
      const row = probabilities.subarray(index * classes, (index + 1) * classes);
      const own = features?.subarray(index * width, (index + 1) * width) ?? null;
      return [day, verdictOn(day, own, answerOf(row, day, calibration), calibration)];
    }),
  );
  return days.map((day) => answered.get(day) ?? refused.get(day) ?? lacking(day));
}

function verdictOn(
  day: JudgedArrayDay,
  features: Float32Array | null,
  answer: number[],
  { threshold, normalThreshold = threshold, familiarity }: Calibration,
): Verdict {
  if (familiarity && features) {
    const distance = distanceOf(features, familiarity);
    if (distance > familiarity.limit) {
      const far = `its image is ${distance.toFixed(1)} from those it learnt from, up to ${familiarity.limit.toFixed(1)} is usual`;
      return noVerdict(judged(day), 'unfamiliar', `${far}; ${likelyCauseOf(day.evidence)}`, answer);
    }
  }
  return afterNetwork(decideVerdict(judged(day), answer, { fault: threshold, normal: normalThreshold }));
}

/** The network's answer, calibrated, and as if its training had shown days of every context alike. */
function answerOf(row: Float32Array, { evidence }: JudgedArrayDay, { temperature, priors }: Calibration): number[] {
  const answer = calibrated(row, temperature);
  const from = evidence && priors?.[contextOf(evidence)];
  return from && priors ? atPrior(answer, from, priors.nameplate) : answer;
}

function judged({ deviceId, coverage, evidence }: JudgedArrayDay) {
  return { deviceId, coverage, evidence };
}

function refusal(day: JudgedArrayDay): Verdict | null {
  if (day.error !== null) return noVerdict(judged(day), 'processing_error', day.error);
  if (day.rejectedPart > LARGEST_REJECTED) return lacking(day);
  if (day.coverage < MIN_COVERAGE) return lacking(day);
  const rule = day.evidence && beforeNetwork(day.evidence);
  return rule ? noVerdict(judged(day), rule.reason, rule.detail) : null;
}

function lacking(day: JudgedArrayDay): Verdict {
  const { coverage, rejectedPart } = day;
  if (rejectedPart > LARGEST_REJECTED) {
    const share = `${Math.round(rejectedPart * 100)} % of its values are beyond what its nameplate allows`;
    return noVerdict(judged(day), 'check_registration', `${share}: check units and what is registered`);
  }
  const found =
    coverage === 0 ? 'no usable daylight reading' : `${Math.floor(coverage * 100)} % of the daylight readings`;
  return noVerdict(judged(day), 'insufficient_data', `${found}: at least ${MIN_COVERAGE * 100} % are needed`);
}

function concatenated(images: readonly Uint8Array[]): Uint8Array {
  const size = images[0]?.length ?? 0;
  const joined = new Uint8Array(size * images.length);
  images.forEach((image, index) => {
    joined.set(image, index * size);
  });
  return joined;
}
