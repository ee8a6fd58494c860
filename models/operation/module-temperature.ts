import { SLOT_SECONDS } from '#domain/plant-day.ts';

/**
 * Faiman (2008), "Assessing the outdoor operating temperature of photovoltaic modules", doi:10.1002/pip.813, with the
 * constants and the wind of pvlib.temperature.faiman, W/(m² K), W/(m² K)/(m/s), m/s: T = T_air + G / (u0 + u1 v).
 */
const FAIMAN = { u0: 25, u1: 6.84, wind: 1 } as const;
/** Time constant of a module's heat, minutes: 5 to 10 in light wind. Without it every cloud would be heat at once. */
const LAG_MINUTES = 7;
/** °C, where nobody measured the air's: what it is in the daylight of temperate climates, give or take ASSUMED_ERROR. */
export const ASSUMED_AIR = 20;
/** K by which the assumed temperature may be off: 8 % of a module's voltage. */
export const ASSUMED_ERROR = 20;

/**
 * The module temperature of a day, °C, where no thermometer told it.
 * @param irradiance W/m², finite at every slot
 * @param air °C, finite at every slot; null where nobody measured it
 */
export function estimatedTemperature(irradiance: Float32Array, air: Float32Array | null): Float32Array {
  const { u0, u1, wind } = FAIMAN;
  const follow = 1 - Math.exp(-SLOT_SECONDS / (60 * LAG_MINUTES));
  let warmth = 0;
  return irradiance.map((light, slot) => {
    warmth += follow * (Math.max(light, 0) / (u0 + u1 * wind) - warmth);
    return (air?.[slot] ?? ASSUMED_AIR) + warmth;
  });
}
