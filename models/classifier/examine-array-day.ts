import type { ArraySeries } from '#domain/channels.ts';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { type ArrayOperation, arrayOperationOf, operationAgainst } from '#models/operation/array-operation.ts';
import { dayProfileOf, type OwnProfile, profileReference } from '#models/operation/own-profile.ts';
import { facingOf, type Peers } from '#models/operation/peer-sketch.ts';
import { combined, NAMEPLATE_REFERENCE, type Reference } from '#models/operation/reference.ts';
import { evidenceOf } from '#models/operation/verdict-evidence.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import { fillSeries } from './fill-series.ts';
import { imageOf, type Preprocessing } from './preprocessing.ts';
import { ratioImageOf } from './ratio-image.ts';

/** What is known beside an array's own readings. */
export interface DayContext {
  /** Null for an array alone. */
  peers: Peers | null;
  /** Null without a past. */
  profile: OwnProfile | null;
}

export interface ExaminedArrayDay {
  /** 64 x 64 x 4 pixels as the network reads them. */
  image: Uint8Array;
  evidence: VerdictEvidence;
  /** What the day teaches of the array, against its neighbours where it has some. */
  profile: OwnDayProfile;
  operation: ArrayOperation;
  /** What the image was made against. */
  reference: Reference;
}

/**
 * From an array's readings to what the network sees, and to the figures beside it; null where voltage, current or irradiance
 * hold no value.
 * @param knownUntil slot from which a day that is not over has nothing yet; default its end
 */
export function examineArrayDay(options: {
  series: ArraySeries;
  /** °C, for a day without module temperature; null where nobody measured it. */
  airTemperature?: Float32Array | null;
  nameplate: Nameplate;
  context: DayContext;
  plan: WaveletPlan;
  preprocessing: Preprocessing;
  knownUntil?: number;
}): ExaminedArrayDay | null {
  const { series, nameplate, context, plan, preprocessing, knownUntil = SLOTS_PER_DAY } = options;
  const alone = arrayOperationOf(series, nameplate, options.airTemperature);
  if (!alone) return null;
  const shared = context.peers?.referenceOf(facingOf(alone), alone) ?? NAMEPLATE_REFERENCE;
  const reference = context.profile ? combined(shared, profileReference(context.profile)) : shared;
  const operation = reference === NAMEPLATE_REFERENCE ? alone : operationAgainst(alone, reference);
  const ranWhileOff = context.peers?.runningWhileOff(operation) ?? null;
  return {
    image: imageFor({ plan, preprocessing, nameplate, operation, reference, series }),
    evidence: evidenceOf(operation, nameplate.strings, reference, context.profile, ranWhileOff, knownUntil),
    profile: dayProfileOf(operation, shared),
    operation,
    reference,
  };
}

function imageFor(options: {
  plan: WaveletPlan;
  preprocessing: Preprocessing;
  nameplate: Nameplate;
  operation: ArrayOperation;
  reference: Reference;
  series: ArraySeries;
}): Uint8Array {
  const { plan, preprocessing, nameplate, operation, reference, series } = options;
  if (preprocessing.version === 2) return ratioImageOf(plan, preprocessing, { operation, reference, nameplate });
  // Networks of raw channels were trained on series whose gaps are held.
  const filled = fillSeries(series);
  return imageOf(plan, preprocessing, nameplate, filled?.series ?? operation.completed.series);
}
