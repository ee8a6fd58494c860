import type { Finding } from '#domain/commissioning.ts';
import { BINS } from './day-summary.ts';
import { plotOf, roundTo } from './plots.ts';
import { medianOf, quantileOf } from './statistics.ts';
import { expectedOf, LEAST_BINS, LEAST_LIGHT, litRatios, type RegisteredArray, type Survey } from './survey.ts';

/** A thousandth, give or take a half. */
const THOUSANDTH = { lo: 0.0006, hi: 0.0016 } as const;
/** No sun is so weak while an array gives a tenth of its current. */
const WEAKEST_SUN = 2;
const RUNNING = 0.1;
/** So many of a thermometer's bins within so many K of 1.8 T + 32, T being the others' °C; which is no mere offset of theirs. */
const FAHRENHEIT = { part: 0.6, kelvin: 5, leastSpread: 4 } as const;
/** All thermometers in Fahrenheit make all voltages look so much too high, and right again once they are read as such. */
const ALL_FAHRENHEIT = { voltage: 1.1, right: 0.05 } as const;

/** Readings in another unit than V, A, °C and W/m²: kV, kA, °F, kW/m². */
export function wrongUnits(survey: Survey): Finding[] {
  const { plant } = survey;
  const found = plant.arrays.flatMap((array) =>
    [
      scaled(survey, array, 'voltage'),
      scaled(survey, array, 'current'),
      weakLight(survey, array),
      fahrenheit(survey, array),
    ].filter((finding) => finding !== null),
  );
  const all = allFahrenheit(survey);
  return all ? [...found, all] : found;
}

function scaled(survey: Survey, array: RegisteredArray, channel: 'voltage' | 'current'): Finding | null {
  const ratio = medianOf(litRatios(survey, array.deviceId, channel));
  if (!(ratio >= THOUSANDTH.lo && ratio <= THOUSANDTH.hi)) return null;
  const unit = channel === 'voltage' ? 'kV' : 'kA';
  return {
    kind: 'units',
    deviceIds: [array.deviceId],
    text: `Its ${channel} is a thousandth of what it should be: the readings look like ${unit}`,
    sureness: 'certain',
    figures: [{ label: 'measured over expected', value: roundTo(ratio, 5), unit: '' }],
    plot: channelPlot(survey, array.deviceId, channel),
    proposal: null,
    advice: `Multiply its ${channel} by 1000 where the readings come from, or say the unit in the plant's mapping.`,
  };
}

function weakLight(survey: Survey, array: RegisteredArray): Finding | null {
  const bins = survey.days.flatMap(({ arrays }) => arrays.get(array.deviceId)?.bins ?? []);
  const light = Math.max(...bins.flatMap(({ irradiance }) => Array.from(irradiance).filter(Number.isFinite)), -1);
  const current = Math.max(...bins.flatMap(({ current }) => Array.from(current).filter(Number.isFinite)), 0);
  if (!(light > 0.05 && light < WEAKEST_SUN && current > RUNNING * array.nameplate.iMp)) return null;
  return {
    kind: 'units',
    deviceIds: [array.deviceId],
    text: `Its irradiance never exceeds ${light.toFixed(2)} W/m² while it gives ${current.toFixed(1)} A: the readings look like kW/m²`,
    sureness: 'certain',
    figures: [
      { label: 'largest irradiance', value: roundTo(light, 3), unit: 'W/m²' },
      { label: 'largest current', value: roundTo(current, 2), unit: 'A' },
    ],
    plot: channelPlot(survey, array.deviceId, 'irradiance'),
    proposal: null,
    advice: "Multiply its irradiance by 1000 where the readings come from, or say the unit in the plant's mapping.",
  };
}

function fahrenheit(survey: Survey, array: RegisteredArray): Finding | null {
  const [heats, shown]: [number[], number[]] = [[], []];
  for (const { heat, arrays } of survey.days) {
    const values = arrays.get(array.deviceId)?.bins.temperature;
    for (let bin = 0; values && bin < BINS; bin++) {
      heats.push(heat[bin] as number);
      shown.push(values[bin] as number);
    }
  }
  const known = shown.map((value, index) => value - (1.8 * (heats[index] as number) + 32)).filter(Number.isFinite);
  const part = known.filter((difference) => Math.abs(difference) <= FAHRENHEIT.kelvin).length / known.length;
  const offsets = shown.map((value, index) => value - (heats[index] as number));
  const spread = quantileOf(offsets, 0.75) - quantileOf(offsets, 0.25);
  if (known.length < LEAST_BINS || part < FAHRENHEIT.part || spread < FAHRENHEIT.leastSpread) return null;
  return {
    kind: 'units',
    deviceIds: [array.deviceId],
    text: 'Its temperature is 1.8 times that of the other arrays plus 32: the readings look like °F',
    sureness: 'certain',
    figures: [
      { label: 'within 5 K of 1.8 T + 32', value: roundTo(100 * part, 0), unit: '%' },
      { label: 'above the others, median', value: roundTo(medianOf(offsets), 1), unit: 'K' },
    ],
    plot: channelPlot(survey, array.deviceId, 'temperature'),
    proposal: null,
    advice: "Turn °F into °C where the readings come from, or say the unit in the plant's mapping.",
  };
}

function allFahrenheit(survey: Survey): Finding | null {
  if (!(survey.usual.voltage > ALL_FAHRENHEIT.voltage)) return null;
  const ratios = survey.plant.arrays.flatMap((array) =>
    survey.days.flatMap(({ light, heat, arrays }) => {
      const values = arrays.get(array.deviceId)?.bins.voltage;
      if (!values) return [];
      const { voltage } = expectedOf(
        array.nameplate,
        light,
        heat.map((degrees) => (degrees - 32) / 1.8),
      );
      return Array.from(values, (value, bin) =>
        (light[bin] as number) >= LEAST_LIGHT ? value / (voltage[bin] as number) : Number.NaN,
      );
    }),
  );
  const ratio = medianOf(ratios);
  if (!(Math.abs(ratio - 1) <= ALL_FAHRENHEIT.right)) return null;
  return {
    kind: 'units',
    deviceIds: [],
    text: 'All voltages are right if the temperatures are °F, and too high if they are °C',
    sureness: 'likely',
    figures: [
      { label: 'voltage over expected, as °C', value: roundTo(survey.usual.voltage, 3), unit: '' },
      { label: 'voltage over expected, as °F', value: roundTo(ratio, 3), unit: '' },
    ],
    plot: null,
    proposal: null,
    advice: "Turn °F into °C where the readings come from, or say the unit in the plant's mapping.",
  };
}

const UNITS = { voltage: 'V', current: 'A', temperature: '°C', irradiance: 'W/m²' } as const;

/** A channel of an array beside the median of all of them, on the brightest day. */
export function channelPlot({ brightest }: Survey, deviceId: string, channel: keyof typeof UNITS) {
  const bins = brightest?.arrays.get(deviceId)?.bins;
  if (!brightest || !bins) return null;
  const summaries = [...brightest.arrays.values()];
  return plotOf(brightest.day, UNITS[channel], [
    { label: 'this array', at: (bin) => bins[channel][bin] as number },
    { label: 'median of all', at: (bin) => medianOf(summaries.map((summary) => summary.bins[channel][bin] as number)) },
  ]);
}
