import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type ArraySpec, DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { CHANNELS } from '#server/domain/channels.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';

const LONG: ArraySpec = {
  module: SPR_E20_327,
  modulesInSeries: 8,
  strings: 4,
  blockingDiodes: true,
  grounding: 'floating',
};

// Taken before wide days, plants' life and arrays of any size came: data sets are named by their seed alone.
const BEFORE = '11e4f973f8cdbff3508c34847559256cb43f3e3ac4ade0ff818e2e75ff0c02ef';

it('days without wide options have the bytes and the truth they always had', () => {
  const hash = createHash('sha256');
  for (const array of [DEFAULT_ARRAY, LONG]) {
    for (const condition of CONDITIONS) {
      const seed = `bytes of ${condition} ${array.strings}`;
      const weather = createWeatherDay({ seed });
      const { series, truth } = simulateArrayDay({ seed, condition, weather, array });
      for (const channel of CHANNELS) hash.update(series[channel]);
      for (const values of [weather.poaIrradiance, weather.diffusePart, weather.airTemperature, weather.windSpeed]) {
        hash.update(values);
      }
      hash.update(JSON.stringify(truth));
    }
  }
  expect(hash.digest('hex')).toBe(BEFORE);
});
