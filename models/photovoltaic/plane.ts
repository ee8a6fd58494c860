import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { Site } from './clear-sky.ts';
import { diffusePartOf } from './sky-index.ts';
import { WIDE_WEATHER } from './wide-ranges.ts';

const RADIANS = Math.PI / 180;
/** Below this height, as the cosine of the zenith angle, there is no direct light: the model ends here. */
const LEAST_HEIGHT = 0.02;
/** Clearness of a clear sky, by which the part of the clear sky is turned into a clearness index. */
const CLEAR = 0.75;

/**
 * Irradiance on a plane that may look anywhere, or follow the sun on a north-south axis, W/m² a slot. Haurwitz (1945)
 * on the horizontal times `index`; split by Erbs et al. (1982); the direct part projected on the plane, the diffuse
 * isotropic, with light from the ground.
 * @param dayOfYear 1..366; index part of the clear-sky irradiance that is left, a value a slot; albedo 0..1
 */
export function planeOf(site: Site, dayOfYear: number, index: Float64Array, albedo: number): Float64Array {
  const declination = 23.45 * RADIANS * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);
  const latitude = Math.abs(site.latitude) * RADIANS;
  // South of the equator the seasons are half a year away; the geometry is the same.
  const season = site.latitude < 0 ? -declination : declination;
  const light = new Float64Array(SLOTS_PER_DAY);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const hour = ((slot + 0.5) / SLOTS_PER_DAY - 0.5 - site.noonShiftMinutes / 1440) * 2 * Math.PI;
    const up = Math.sin(latitude) * Math.sin(season) + Math.cos(latitude) * Math.cos(season) * Math.cos(hour);
    if (up <= LEAST_HEIGHT) continue;
    const east = -Math.cos(season) * Math.sin(hour);
    const equatorward = Math.sin(latitude) * Math.cos(season) * Math.cos(hour) - Math.cos(latitude) * Math.sin(season);
    const [onPlane, facingUp] = incidence(site, up, east, equatorward);
    const part = index[slot] as number;
    const horizontal = 1098 * up * Math.exp(-0.057 / up) * part;
    const diffuse = diffusePartOf(CLEAR * part);
    light[slot] =
      (horizontal * (1 - diffuse) * onPlane) / Math.max(up, 0.05) +
      horizontal * ((diffuse * (1 + facingUp)) / 2 + (albedo * (1 - facingUp)) / 2);
  }
  return light;
}

/** Cosine of the sun's angle to the plane's normal, 0 behind it, and how far the normal looks up. */
function incidence(site: Site, up: number, east: number, equatorward: number): [number, number] {
  if (site.tracker) {
    const turn = WIDE_WEATHER.tracker.turn * RADIANS;
    const angle = Math.min(Math.max(Math.atan2(east, up), -turn), turn);
    return [Math.max(up * Math.cos(angle) + east * Math.sin(angle), 0), Math.cos(angle)];
  }
  const [tilt, azimuth] = [site.tilt * RADIANS, (site.azimuth ?? 0) * RADIANS];
  const level = equatorward * Math.cos(azimuth) + east * Math.sin(azimuth);
  return [Math.max(up * Math.cos(tilt) + level * Math.sin(tilt), 0), Math.cos(tilt)];
}
