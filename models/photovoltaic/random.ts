import { HeliographError } from '#server/errors.ts';

/** A stream of random numbers that a seed determines for ever: data sets are named by their seed. */
export interface Random {
  /** Uniform in [lo, hi). */
  uniform(lo: number, hi: number): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /** Integer from lo to hi, both included. */
  integer(lo: number, hi: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with probability p. */
  chance(p: number): boolean;
  /** A stream of its own, that depends on the seed and the label alone and not on what was drawn before. */
  fork(label: string): Random;
}

/**
 * Seeded generator: sfc32 (Chris Doty-Humphrey, PractRand) over a 128-bit hash of the seed's text.
 * The numbers 7 and the text '7' are the same seed. Throws when a numeric seed is not finite.
 */
export function createRandom(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new HeliographError('invalid_input', `seed must be a finite number or a text, not ${seed}`);
  }
  return randomOf(String(seed));
}

function randomOf(seedText: string): Random {
  const next = sfc32(hash128(seedText));
  const uniform = (lo: number, hi: number) => lo + (hi - lo) * next();
  const integer = (lo: number, hi: number) => lo + Math.floor((hi - lo + 1) * next());
  return {
    uniform,
    integer,
    // Box-Muller without the second value: one stream position a call whatever was asked before.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new HeliographError('internal', 'pick needs a list with at least one entry');
      return list[integer(0, list.length - 1)] as T;
    },
    chance: (p) => next() < p,
    fork: (label) => randomOf(`${seedText}/${label}`),
  };
}

type State = [number, number, number, number];

/** Four 32-bit words of a text: multiplicative hashing with the cyrb128 constants. */
function hash128(text: string): State {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

/** Small fast counter generator: 128 bits of state, each call gives a number in [0, 1) of 32 bits. */
function sfc32([a0, b0, c0, d0]: State): () => number {
  let [a, b, c, d] = [a0 | 0, b0 | 0, c0 | 0, d0 | 0];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 16; warmUp++) next();
  return next;
}
