import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { type ArraySpec, DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';

const LONG: ArraySpec = {
  module: SPR_E20_327,
  modulesInSeries: 8,
  strings: 4,
  blockingDiodes: true,
  grounding: 'floating',
};

// Taken before wide days, plants' life and arrays of any size came: data sets are named by their seed alone. Paths to ground
// are drawn by the logarithm since.
const BEFORE = {
  normal: 'a5b9096b6c287ffa9ed7eeeba3338de581906bdeb2c8775efe253f7be1515747',
  line_line: 'aabb535cb465c11d4f4bd149a7f69f411a7661fbcf400aa50016dd74aac2c6b2',
  line_ground: 'aa2c0abb29e9b1b15fb03f46c6b6bf92e15738664d2c427e59e3de103febc6f5',
  open_circuit: 'dc941b02e91e782b32515aec81fc95970f1099d08506e44259f87a8d1bd15883',
  partial_shading: '15b796acf27703ac58cbe42112e01e74e5853b32e4ed44df8d47911c1aef63b7',
  arc_fault: 'a05b5fa881936db563aab3364b24eb138db60a0597b40e36e772d4aff1c7fc7c',
};

it.each(CONDITIONS)('days without wide options have the bytes and the truth they always had: %s', (condition) => {
  const hash = createHash('sha256');
  for (const array of [DEFAULT_ARRAY, LONG]) {
    const seed = `bytes of ${condition} ${array.strings}`;
    const weather = createWeatherDay({ seed });
    const { series, truth } = simulateArrayDay({ seed, condition, weather, array });
    for (const channel of CHANNELS) hash.update(series[channel]);
    for (const values of [weather.poaIrradiance, weather.diffusePart, weather.airTemperature, weather.windSpeed]) {
      hash.update(values);
    }
    hash.update(JSON.stringify(truth));
  }
  expect(hash.digest('hex')).toBe(BEFORE[condition]);
});
