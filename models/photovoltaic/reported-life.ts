import type { ArraySeries } from '#domain/channels.ts';
import type { Life } from './plant-life.ts';
import type { Random } from './random.ts';
import { reportNight, resample } from './reporting.ts';
import type { TrueDay } from './sensors.ts';
import { feltBy, showOf } from './thermometer.ts';
import type { WeatherDay } from './weather-day.ts';

/** What reaches the sensors of a day: the light where the pyranometer stands, the heat where the thermometer does. */
export function seenBySensors(day: TrueDay, weather: WeatherDay, { plant, array }: Life): TrueDay {
  const { pyranometer } = plant;
  const thermometer = array.thermometer ?? plant.thermometer;
  return {
    ...day,
    irradiance: pyranometer
      ? day.irradiance.map((light, slot) => light * (pyranometer.factor[slot] as number))
      : day.irradiance,
    temperature: thermometer ? feltBy(thermometer, weather.airTemperature, day.temperature) : day.temperature,
  };
}

/** What of the sensors' readings is reported, in place: nights, a thermometer's display, the sampling interval. */
export function report(series: ArraySeries, irradiance: Float64Array, { plant, array }: Life, random: Random): void {
  if (plant.night) reportNight(series, irradiance, plant.night, random);
  const thermometer = array.thermometer ?? plant.thermometer;
  if (thermometer) showOf(thermometer, series.temperature);
  if (plant.sampling) resample(series, plant.sampling);
}
