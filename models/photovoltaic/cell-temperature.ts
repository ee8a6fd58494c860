import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { WEATHER } from './ranges.ts';

/**
 * Module temperature on the day's grid, °C: Faiman (2008), T = Ta + G / (u0 + u1 v), behind a first-order lag.
 * @param irradiance W/m²; airTemperature °C; windSpeed m/s, all on the same grid
 * @param lagMinutes time constant of the module's heat
 */
export function moduleTemperature(
  irradiance: Float64Array,
  airTemperature: Float64Array,
  windSpeed: Float64Array,
  lagMinutes: number,
): Float64Array {
  const { u0, u1 } = WEATHER.faiman;
  const follow = 1 - Math.exp(-SLOT_SECONDS / (60 * lagMinutes));
  let warmth = 0;
  return irradiance.map((light, slot) => {
    warmth += follow * (light / (u0 + u1 * (windSpeed[slot] as number)) - warmth);
    return (airTemperature[slot] as number) + warmth;
  });
}
