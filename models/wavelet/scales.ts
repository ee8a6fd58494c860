import { HeliographError } from '#server/errors.ts';

/** Centre frequency of the Morlet wavelet at scale 1, rad/sample. */
export const MORLET_OMEGA0 = 5;

/** A rule for the scales of a scalogram, in samples. A plain list of numbers is taken as it is. */
export type ScaleSet =
  | { kind: 'geometric'; count: number; first: number; ratio: number }
  | { kind: 'linear'; count: number; first: number; step: number }
  | readonly number[];

/** 64 scales from 2 to 900 samples: a_j = 2 * 450^(j/63), periods of 50 s to 6.3 h at 20 s a slot. */
export const DEFAULT_SCALE_SET: ScaleSet = { kind: 'geometric', count: 64, first: 2, ratio: 450 ** (1 / 63) };

/** Scales 1, 2, ... 64, the set of the first published version of the method. */
export const LINEAR_SCALE_SET: ScaleSet = { kind: 'linear', count: 64, first: 1, step: 1 };

/** The scales of a set, in samples, ascending. Throws a HeliographError that names the bad field. */
export function scalesOf(set: ScaleSet): Float64Array {
  const scales = Float64Array.from(expand(set));
  if (scales.length === 0) throw badScales('need at least one scale');
  scales.forEach((scale, index) => {
    if (!Number.isFinite(scale) || scale <= 0) throw badScales(`scale ${index} must be above 0, not ${scale}`);
    if (index > 0 && scale <= (scales[index - 1] as number))
      throw badScales(`scale ${index} is not above the one before`);
  });
  return scales;
}

/** Period of the sine a scale answers to most, in seconds: 2 pi a / omega0 samples of `slotSeconds`. */
export function periodSecondsOf(scale: number, slotSeconds: number): number {
  return ((2 * Math.PI * scale) / MORLET_OMEGA0) * slotSeconds;
}

function expand(set: ScaleSet): readonly number[] {
  if (!('kind' in set)) return set;
  if (!Number.isInteger(set.count) || set.count < 1 || set.count > 4096) {
    throw badScales(`count must be an integer from 1 to 4096, not ${set.count}`);
  }
  if (!(set.first > 0)) throw badScales(`first must be above 0, not ${set.first}`);
  switch (set.kind) {
    case 'geometric': {
      const { count, first, ratio } = set;
      if (!(ratio > 1)) throw badScales(`ratio must be above 1, not ${ratio}`);
      return Array.from({ length: count }, (_, j) => first * ratio ** j);
    }
    case 'linear': {
      const { count, first, step } = set;
      if (!(step > 0)) throw badScales(`step must be above 0, not ${step}`);
      return Array.from({ length: count }, (_, j) => first + step * j);
    }
    default:
      throw badScales(`kind must be geometric or linear, not ${String((set as { kind: unknown }).kind)}`);
  }
}

function badScales(what: string): HeliographError {
  return new HeliographError('invalid_input', `scales: ${what}`);
}
