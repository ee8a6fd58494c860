import { SLOTS_PER_DAY } from '#domain/plant-day.ts';

/** Where a plant is and how its modules stand: angles in degrees, modules towards the equator unless said. */
export interface Site {
  latitude: number;
  tilt: number;
  /** Minutes from 12:00 plant time to solar noon. */
  noonShiftMinutes: number;
  /** Degrees by which the modules look away from the equator, east positive; read by `planeOf` alone. */
  azimuth?: number;
  /** Modules on a horizontal north-south axis that follows the sun; read by `planeOf` alone. */
  tracker?: boolean;
}

export interface ClearSky {
  /** Plane-of-array irradiance without clouds, W/m². */
  poa: Float64Array;
  /** Cosine of the sun's zenith angle; 0 when it is down. */
  cosZenith: Float64Array;
}

const RADIANS = Math.PI / 180;

/**
 * Clear-sky irradiance on the modules over a plant day: Haurwitz (1945) on the horizontal, GHI = 1098 cos z
 * exp(-0.057 / cos z); declination by Cooper (1969); the direct part projected on the plane, the diffuse isotropic.
 * @param dayOfYear 1..366
 * @param diffusePart of the horizontal irradiance, 0..1
 */
export function clearSky(site: Site, dayOfYear: number, diffusePart: number): ClearSky {
  const declination = 23.45 * RADIANS * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);
  const latitude = Math.abs(site.latitude) * RADIANS;
  // South of the equator the seasons are half a year away; the geometry is the same.
  const season = site.latitude < 0 ? -declination : declination;
  const facing = latitude - site.tilt * RADIANS;
  const skyView = (1 + Math.cos(site.tilt * RADIANS)) / 2;
  const poa = new Float64Array(SLOTS_PER_DAY);
  const cosZenith = new Float64Array(SLOTS_PER_DAY);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const fromNoon = ((slot + 0.5) / SLOTS_PER_DAY - 0.5 - site.noonShiftMinutes / 1440) * 2 * Math.PI;
    const height = projection(latitude, season, fromNoon);
    if (height <= 0.001) continue;
    const horizontal = 1098 * height * Math.exp(-0.057 / height);
    const direct = (horizontal * (1 - diffusePart)) / height;
    const onPlane = Math.max(projection(facing, season, fromNoon), 0);
    cosZenith[slot] = height;
    poa[slot] = direct * onPlane + horizontal * diffusePart * skyView;
  }
  return { poa, cosZenith };
}

/** Cosine of the angle between the sun and the normal of a plane that is horizontal at the given latitude. */
function projection(latitude: number, declination: number, hourAngle: number): number {
  return Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
}
