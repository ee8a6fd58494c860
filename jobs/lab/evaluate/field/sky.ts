import { clamp, emptyDay, SLOT_S, SLOTS, smoothStep } from './day-grid.ts';
import { noiseField } from './noise-field.ts';

/** A cloud cover; `threshold` is where the field turns into cloud, in its standard deviations. */
export interface CloudCover {
  readonly threshold: number;
  /** How fast a cloud closes behind its edge, per standard deviation. */
  readonly opacity: number;
  /** Share of the clear sky's light that comes through the middle of a cloud. */
  readonly through: number;
  /** Light that edges throw into the gaps, share of the clear sky's. */
  readonly brightening: number;
  /** How much the light under the clouds varies, share. */
  readonly grain: number;
}

/** A cloud field that the wind carries over the plant. */
export interface Sky {
  readonly segments: readonly { readonly fromSlot: number; readonly cover: CloudCover }[];
  readonly lengthM: number;
  readonly octaves: number;
  readonly roughness: number;
  readonly windMs: number;
  /** Where the wind blows to, radians from east. */
  readonly windTo: number;
  readonly seed: number;
  /** Levels that hold for a while with edges between, instead of the field. */
  readonly plateaus?: readonly { readonly fromSlot: number; readonly open: number; readonly edgeSlots: number }[];
}

/** What a place gets of the clear sky: beam = open x clear beam, diffuse = open x clear diffuse x (1 + glow) + cloud x clear global. */
export interface SkyLight {
  readonly open: Float64Array;
  readonly cloud: Float64Array;
  readonly edge: Float64Array;
}

const BLEND_SLOTS = 60;
/** What is long against a cloud is looked up every minute. */
const GRAIN_SLOTS = 3;

function coverAt(segments: Sky['segments'], slot: number): CloudCover {
  let at = 0;
  while (at < segments.length - 1 && (segments[at + 1]?.fromSlot ?? 0) <= slot) at++;
  const [now, before] = [segments[at], segments[at - 1]];
  if (!now) throw new RangeError('a sky needs a cover');
  const share = before ? smoothStep(0, BLEND_SLOTS, slot - now.fromSlot) : 1;
  if (!before || share === 1) return now.cover;
  const blend = (key: keyof CloudCover) => before.cover[key] + (now.cover[key] - before.cover[key]) * share;
  return {
    threshold: blend('threshold'),
    opacity: blend('opacity'),
    through: blend('through'),
    brightening: blend('brightening'),
    grain: blend('grain'),
  };
}

function plateauAt(plateaus: NonNullable<Sky['plateaus']>, slot: number): number {
  let at = 0;
  while (at < plateaus.length - 1 && (plateaus[at + 1]?.fromSlot ?? 0) <= slot) at++;
  const [now, before] = [plateaus[at], plateaus[at - 1]];
  if (!now) return 1;
  const share = before && now.edgeSlots > 0 ? clamp((slot - now.fromSlot) / now.edgeSlots, 0, 1) : 1;
  return before ? before.open + (now.open - before.open) * share : now.open;
}

/** The sky over a place, `eastM` and `northM` from the plant's middle, in the slots where `lit` is above 0. */
export function skyOver(sky: Sky, eastM: number, northM: number, lit: Float64Array): SkyLight {
  const light = { open: emptyDay(), cloud: emptyDay(), edge: emptyDay() };
  const along = eastM * Math.cos(sky.windTo) + northM * Math.sin(sky.windTo);
  const across = northM * Math.cos(sky.windTo) - eastM * Math.sin(sky.windTo);
  const grains = new Map<number, number>();
  const grain = (knot: number) => {
    const known = grains.get(knot);
    if (known !== undefined) return known;
    const x = along - sky.windMs * knot * GRAIN_SLOTS * SLOT_S;
    const value = noiseField(x, across, 2.5 * sky.lengthM, 3, 0.6, sky.seed + 7919);
    grains.set(knot, value);
    return value;
  };
  const delaySlots = along / (sky.windMs * SLOT_S);
  for (let slot = 0; slot < SLOTS; slot++) {
    if ((lit[slot] ?? 0) <= 0) continue;
    const cover = coverAt(sky.segments, slot);
    const x = along - sky.windMs * slot * SLOT_S;
    const near = Math.floor(slot / GRAIN_SLOTS);
    const share = slot / GRAIN_SLOTS - near;
    const under = Math.max(
      0.03,
      cover.through * (1 + cover.grain * (grain(near) * (1 - share) + grain(near + 1) * share)),
    );
    if (sky.plateaus) {
      const open = plateauAt(sky.plateaus, slot - delaySlots);
      light.open[slot] = open;
      light.cloud[slot] = (1 - open) * under;
      continue;
    }
    const depth = noiseField(x, across, sky.lengthM, sky.octaves, sky.roughness, sky.seed) - cover.threshold;
    const open = depth > 0 ? Math.exp(-cover.opacity * depth) : 1;
    light.open[slot] = open;
    light.cloud[slot] = (1 - open) * under;
    light.edge[slot] = cover.brightening * open * Math.exp(-((depth / 0.5) ** 2));
  }
  return light;
}
