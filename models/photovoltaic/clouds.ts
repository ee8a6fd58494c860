import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import type { Random } from './random.ts';
import type { Range } from './ranges.ts';

/** How broken clouds pass: lengths in minutes, light as a part of the clear sky (all *, tuned to measured steps). */
export interface CloudField {
  cloudMinutes: number;
  gapMinutes: number;
  transmittance: Range;
  /** Seconds a cloud's edge takes to pass. */
  edgeSeconds: Range;
  /** Largest brightening beside a cloud. */
  enhancement: number;
  /** Standard deviation of the light within a cloud and between clouds. */
  texture: Range;
}

/**
 * Part of the clear-sky irradiance that is left under passing clouds, one value a slot. Clouds and gaps have
 * log-normal lengths; an edge that passes brightens the sky beside it before it darkens.
 */
export function passingClouds(field: CloudField, random: Random): Float64Array {
  const index = new Float64Array(SLOTS_PER_DAY).fill(1);
  const logNormal = (median: number) => median * 3 * Math.exp(0.8 * random.normal());
  const within = (range: Range) => random.uniform(range.lo, range.hi);
  const between = randomWalk(random, 0.93);
  const inside = randomWalk(random, 0.93);
  let cursor = -logNormal(field.gapMinutes);
  while (cursor < SLOTS_PER_DAY) {
    const start = cursor + Math.max(1, logNormal(field.gapMinutes));
    const end = start + Math.max(1, logNormal(field.cloudMinutes));
    const sharp = random.uniform(0, 1);
    const depth = 1 - within(field.transmittance);
    const edgeSlots = (field.edgeSeconds.lo ** (1 - sharp) * field.edgeSeconds.hi ** sharp) / 20;
    const glow = field.enhancement * random.uniform(0.2, 1);
    for (let slot = Math.max(0, Math.ceil(cursor)); slot < Math.min(SLOTS_PER_DAY, end + edgeSlots); slot++) {
      const cover = ramp((slot - start) / edgeSlots) * (1 - ramp((slot - end) / edgeSlots));
      const distance = slot < start ? start - slot : Math.max(0, slot - end);
      const bright = glow * Math.exp(-distance / 5) * (1 - cover);
      const texture = field.texture.lo * between() * (1 - cover) + field.texture.hi * inside() * cover;
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
