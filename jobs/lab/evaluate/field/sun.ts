import { emptyDay, SLOTS, SLOTS_PER_HOUR } from './day-grid.ts';

const RAD = Math.PI / 180;

/** The unit vector to the sun over a day; `up` is the sine of its elevation. */
export interface Sun {
  readonly west: Float64Array;
  readonly north: Float64Array;
  readonly up: Float64Array;
}

/**
 * Cooper's declination and the hour angle.
 * @param noonShiftH by how much the clock is ahead of solar time, h
 */
export function sunOver(latitudeDeg: number, dayOfYear: number, noonShiftH: number): Sun {
  const declination = 23.45 * RAD * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);
  const [sinLat, cosLat] = [Math.sin(latitudeDeg * RAD), Math.cos(latitudeDeg * RAD)];
  const [sinDec, cosDec] = [Math.sin(declination), Math.cos(declination)];
  const sun = { west: emptyDay(), north: emptyDay(), up: emptyDay() };
  for (let slot = 0; slot < SLOTS; slot++) {
    const hourAngle = ((slot + 0.5) / SLOTS_PER_HOUR - noonShiftH - 12) * 15 * RAD;
    sun.west[slot] = cosDec * Math.sin(hourAngle);
    sun.north[slot] = sinDec * cosLat - cosDec * sinLat * Math.cos(hourAngle);
    sun.up[slot] = sinLat * sinDec + cosLat * cosDec * Math.cos(hourAngle);
  }
  return sun;
}

export interface ClearSky {
  /** Beam on the horizontal, W/m2. */
  readonly beam: Float64Array;
  readonly diffuse: Float64Array;
}

/** Erbs (1982): share of diffuse light at a clearness index. */
function diffuseShare(clearness: number): number {
  if (clearness <= 0.22) return 1 - 0.09 * clearness;
  if (clearness > 0.8) return 0.165;
  return 0.9511 - 0.1604 * clearness + 4.388 * clearness ** 2 - 16.638 * clearness ** 3 + 12.336 * clearness ** 4;
}

/** Haurwitz (1945) times the clarity of the air, split by Erbs. */
export function clearSky(sun: Sun, dayOfYear: number, clarity: number): ClearSky {
  const outside = 1367 * (1 + 0.033 * Math.cos((2 * Math.PI * dayOfYear) / 365));
  const sky = { beam: emptyDay(), diffuse: emptyDay() };
  for (let slot = 0; slot < SLOTS; slot++) {
    const up = sun.up[slot] ?? 0;
    if (up <= 0.005) continue;
    const global = 1098 * clarity * up * Math.exp(-0.057 / up);
    const share = diffuseShare(global / (outside * up));
    sky.beam[slot] = global * (1 - share);
    sky.diffuse[slot] = global * share;
  }
  return sky;
}
