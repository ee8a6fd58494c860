import { SLOTS } from './day-grid.ts';
import type { SkyClass, Span } from './plan.ts';
import type { FieldRandom } from './random.ts';
import type { CloudCover, Sky } from './sky.ts';

type SteadySky = 'clear' | 'scattered' | 'broken' | 'overcast' | 'flicker';

/** Draws a cover; a threshold far above the field is no cloud, far below it all cloud. */
export function drawCover(steady: SteadySky, random: FieldRandom): CloudCover {
  const under = { through: random.between(0.3, 0.55), grain: random.between(0.08, 0.2) };
  switch (steady) {
    case 'clear':
      return { ...under, threshold: 9, opacity: 1, brightening: 0 };
    case 'scattered':
      return {
        ...under,
        threshold: random.between(0.5, 1.1),
        opacity: random.between(0.9, 2),
        brightening: random.between(0.05, 0.15),
      };
    case 'broken':
      return {
        ...under,
        threshold: random.between(-0.7, 0.3),
        opacity: random.between(0.7, 1.5),
        brightening: random.between(0.08, 0.2),
      };
    case 'flicker':
      return {
        ...under,
        threshold: random.between(-0.4, 0.3),
        opacity: random.between(1.5, 4),
        brightening: random.between(0.15, 0.25),
      };
    case 'overcast':
      return {
        through: random.between(0.1, 0.4),
        grain: random.between(0.1, 0.3),
        threshold: -12,
        opacity: 5,
        brightening: 0,
      };
  }
}

function plateaus(random: FieldRandom): NonNullable<Sky['plateaus']> {
  const levels = [];
  for (let slot = 0; slot < SLOTS; slot += Math.round(random.logBetween(15, 270))) {
    levels.push({
      fromSlot: slot,
      open: random.chance(0.35) ? 1 : random.between(0, 0.8),
      edgeSlots: random.pick(0, 0, 1, 3, 9),
    });
  }
  return levels;
}

/** Draws the sky of a class for a day with that daylight. */
export function drawSky(skyClass: SkyClass, daylight: Span, random: FieldRandom): Sky {
  const field = {
    lengthM: skyClass === 'flicker' ? random.between(150, 450) : random.logBetween(800, 2500),
    octaves: 4,
    roughness: random.between(0.4, 0.6),
    windMs: skyClass === 'flicker' ? random.between(6, 14) : random.between(4, 13),
    windTo: random.between(0, 2 * Math.PI),
    seed: random.integer(1, 1e9),
  };
  if (skyClass === 'plateaus') {
    return {
      ...field,
      segments: [{ fromSlot: 0, cover: { ...drawCover('clear', random), grain: 0.02 } }],
      plateaus: plateaus(random),
    };
  }
  const steady = () => random.pick<SteadySky>('clear', 'scattered', 'broken', 'overcast');
  if (skyClass !== 'changing') return { ...field, segments: [{ fromSlot: 0, cover: drawCover(skyClass, random) }] };
  const segments = [{ fromSlot: 0, cover: drawCover(steady(), random) }];
  const changes = random.integer(1, 3);
  for (let change = 1; change <= changes; change++) {
    const fromSlot = Math.round(
      daylight.fromSlot +
        ((daylight.toSlot - daylight.fromSlot) * (change + random.between(-0.3, 0.3))) / (changes + 1),
    );
    segments.push({ fromSlot, cover: drawCover(steady(), random) });
  }
  return { ...field, segments };
}

/** From sunrise to sunset by the clock, slots. */
export function daylightOf(latitudeDeg: number, dayOfYear: number, noonShiftH: number): Span {
  const declination = 0.4093 * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);
  const cosine = -Math.tan((latitudeDeg * Math.PI) / 180) * Math.tan(declination);
  const halfH = (Math.acos(Math.min(Math.max(cosine, -1), 1)) * 12) / Math.PI;
  const slotOf = (hour: number) => Math.round(Math.min(Math.max(hour, 0), 24) * 180);
  return { fromSlot: slotOf(12 + noonShiftH - halfH), toSlot: slotOf(12 + noonShiftH + halfH) };
}
