import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { WeatherDay } from './weather-day.ts';

/** Slots [first, last + 1) with light worth the name, 20 W/m² or more; the middle of the day when there is none. */
export function litSlots(weather: WeatherDay): [number, number] {
  const first = weather.poaIrradiance.findIndex((light) => light > 20);
  if (first < 0) return [SLOTS_PER_DAY / 2, SLOTS_PER_DAY / 2 + 1];
  return [first, weather.poaIrradiance.findLastIndex((light) => light > 20) + 1];
}
