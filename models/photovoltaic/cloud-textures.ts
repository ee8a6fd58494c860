import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { randomWalk } from './clouds.ts';
import { logWithin } from './draws.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import type { Random } from './random.ts';
import type { SkyTexture } from './weather-day.ts';
import { TEXTURES } from './wide-ranges.ts';

/** The clouds of a wide day beside its regime; most days have none. */
export function drawTexture(random: Random): SkyTexture | null {
  const lot = random.uniform(0, 1);
  const { isolated, plateaus, flicker } = TEXTURES.chance;
  if (lot < isolated) return 'isolated';
  if (lot < isolated + plateaus) return 'plateaus';
  return lot < isolated + plateaus + flicker ? 'flicker' : null;
}

/** Part of the clear-sky irradiance that is left, a value a slot; 0.1 or more. */
export function textureIndex(texture: SkyTexture, random: Random): Float64Array {
  if (texture === 'isolated') return isolatedClouds(random);
  return texture === 'plateaus' ? plateaus(random) : flicker(random);
}

/** Clouds with flat tops, and gaps that may be a little brighter than the clear sky. */
function isolatedClouds(random: Random): Float64Array {
  const { cloudMinutes, gapMinutes, edgeSeconds, transmittance, brightening } = TEXTURES.isolated;
  const cloud = logWithin(random, cloudMinutes) * SLOTS_PER_MINUTE;
  const gap = logWithin(random, gapMinutes) * SLOTS_PER_MINUTE;
  const bright = 1 + (random.chance(0.5) ? within(random, brightening) : 0);
  const index = new Float64Array(SLOTS_PER_DAY).fill(1);
  let slot = Math.round(gap * random.uniform(0, 1));
  while (slot < SLOTS_PER_DAY) {
    const length = Math.max(1, Math.round(cloud * Math.exp(0.7 * random.normal())));
    const pause = Math.max(2, Math.round(-gap * Math.log(1 - random.uniform(0, 1))));
    index.fill(within(random, transmittance), slot, slot + length);
    index.fill(bright, slot + length, slot + length + pause);
    slot += length + pause;
  }
  return withEdges(index, within(random, edgeSeconds));
}

function plateaus(random: Random): Float64Array {
  const { minutes, level, edgeSeconds } = TEXTURES.plateaus;
  const index = new Float64Array(SLOTS_PER_DAY);
  let slot = 0;
  while (slot < SLOTS_PER_DAY) {
    const length = Math.round(logWithin(random, minutes) * SLOTS_PER_MINUTE);
    index.fill(within(random, level), slot, slot + length);
    slot += length;
  }
  return withEdges(index, within(random, edgeSeconds));
}

function flicker(random: Random): Float64Array {
  const level = within(random, TEXTURES.flicker.level);
  const deviation = within(random, TEXTURES.flicker.deviation);
  const walk = randomWalk(random, within(random, TEXTURES.flicker.memory));
  const slow = randomWalk(random, 0.99);
  return new Float64Array(SLOTS_PER_DAY).map(() =>
    Math.max(0.1, level + 0.5 * deviation * slow() + deviation * walk()),
  );
}

/** A level that changes at once, as it passes in `seconds`: a running mean. */
function withEdges(index: Float64Array, seconds: number): Float64Array {
  const width = Math.max(1, Math.round(seconds / SLOT_SECONDS));
  const sums = new Float64Array(SLOTS_PER_DAY + 1);
  index.forEach((value, slot) => {
    sums[slot + 1] = (sums[slot] as number) + value;
  });
  return index.map((_, slot) => {
    const from = Math.max(0, slot - (width >> 1));
    const to = Math.min(SLOTS_PER_DAY, from + width);
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  });
}
