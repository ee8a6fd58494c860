import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { SLOTS_PER_MINUTE } from './faults.ts';
import type { Random } from './random.ts';
import type { Range } from './ranges.ts';

/** How broken clouds pass: light as a part of the clear sky. */
export interface CloudField {
  /** Medians of a day's clouds and gaps, minutes. */
  cloudMinutes: Range;
  gapMinutes: Range;
  /** Standard deviation of the logarithm of both lengths. */
  lengthSpread: number;
  transmittance: Range;
  /** Seconds a cloud's edge takes to pass. */
  edgeSeconds: Range;
  /** Largest brightening beside a cloud. */
  enhancement: number;
  /** Standard deviation of the light between clouds and within one. */
  texture: { between: number; within: number };
  /** Correlation of that texture from slot to slot. */
  textureMemory: number;
}

/** Clouds and gaps shorter than this are none, slots. */
const LEAST_SLOTS = 0.5;

/**
 * Part of the clear-sky irradiance that is left under passing clouds, one value a slot. Clouds and gaps have
 * log-normal lengths; an edge that passes brightens the sky beside it before it darkens.
 */
export function passingClouds(field: CloudField, random: Random): Float64Array {
  const index = new Float64Array(SLOTS_PER_DAY).fill(1);
  const within = (range: Range) => random.uniform(range.lo, range.hi);
  const logWithin = (range: Range) => range.lo * (range.hi / range.lo) ** random.uniform(0, 1);
  const cloudSlots = logWithin(field.cloudMinutes) * SLOTS_PER_MINUTE;
  const gapSlots = logWithin(field.gapMinutes) * SLOTS_PER_MINUTE;
  const logNormal = (median: number) => Math.max(LEAST_SLOTS, median * Math.exp(field.lengthSpread * random.normal()));
  const between = randomWalk(random, field.textureMemory);
  const inside = randomWalk(random, field.textureMemory);
  let cursor = -logNormal(gapSlots);
  while (cursor < SLOTS_PER_DAY) {
    const start = cursor + logNormal(gapSlots);
    const end = start + logNormal(cloudSlots);
    const edgeSlots = logWithin(field.edgeSeconds) / SLOT_SECONDS;
    const depth = 1 - within(field.transmittance);
    const glow = field.enhancement * random.uniform(0.2, 1);
    for (let slot = Math.max(0, Math.ceil(cursor)); slot < Math.min(SLOTS_PER_DAY, end + edgeSlots); slot++) {
      const cover = ramp((slot - start) / edgeSlots) * (1 - ramp((slot - end) / edgeSlots));
      const distance = slot < start ? start - slot : Math.max(0, slot - end);
      const bright = glow * Math.exp(-distance / 5) * (1 - cover);
      const texture = field.texture.between * between() * (1 - cover) + field.texture.within * inside() * cover;
      index[slot] = (1 + bright) * (1 - cover) + (1 - depth) * cover + texture;
    }
    cursor = end + edgeSlots;
  }
  return index;
}

/** A closed sky: the light wanders about a level with a memory of many minutes. */
export function closedSky(level: number, random: Random): Float64Array {
  const slow = randomWalk(random, 0.993);
  const fast = randomWalk(random, 0.85);
  return new Float64Array(SLOTS_PER_DAY).map(() => Math.min(0.75, level * Math.exp(0.35 * slow() + 0.03 * fast())));
}

/** An open sky: only haze that drifts. */
export function openSky(random: Random): Float64Array {
  const haze = randomWalk(random, 0.995);
  return new Float64Array(SLOTS_PER_DAY).map(() => 1 + 0.01 * haze());
}

/** First-order autoregression with mean 0 and standard deviation 1; `memory` is its correlation from slot to slot. */
export function randomWalk(random: Random, memory: number): () => number {
  const fresh = Math.sqrt(1 - memory ** 2);
  let value = random.normal();
  return () => {
    value = memory * value + fresh * random.normal();
    return value;
  };
}

/** 0 before 0, 1 after 1, smooth between. */
export function ramp(x: number): number {
  const held = Math.min(Math.max(x, 0), 1);
  return held * held * (3 - 2 * held);
}
