import type { Finding } from '#domain/commissioning.ts';
import { roundTo } from './plots.ts';
import { medianOf, quantileOf } from './statistics.ts';
import { LEAST_BINS, litRatios, type RegisteredArray, type Survey } from './survey.ts';
import { channelPlot } from './units.ts';

/** What is called voltage follows the expected current: its ratio to that is near 1 and steady, that to the expected voltage is neither. */
const FOLLOWS = { lo: 0.6, hi: 1.4, spread: 0.12 } as const;
const LARGEST_VOLTAGE = 0.75;
const LEAST_VOLTAGE_SPREAD = 0.12;

/** Voltage and current in one another's column. */
export function swappedChannels(survey: Survey): Finding[] {
  return survey.plant.arrays.flatMap((array) => {
    const asCurrent = litRatios(survey, array.deviceId, 'voltage', 'current');
    const asVoltage = litRatios(survey, array.deviceId, 'voltage');
    if (asCurrent.length < LEAST_BINS) return [];
    const ratio = medianOf(asCurrent);
    const isCurrent = ratio >= FOLLOWS.lo && ratio <= FOLLOWS.hi && spreadOf(asCurrent) <= FOLLOWS.spread;
    const isVoltage = medianOf(asVoltage) >= LARGEST_VOLTAGE && spreadOf(asVoltage) < LEAST_VOLTAGE_SPREAD;
    return isCurrent && !isVoltage ? [findingOf(survey, array, ratio, medianOf(asVoltage))] : [];
  });
}

const spreadOf = (values: number[]) => (quantileOf(values, 0.75) - quantileOf(values, 0.25)) / medianOf(values);

function findingOf(survey: Survey, { deviceId }: RegisteredArray, asCurrent: number, asVoltage: number): Finding {
  return {
    kind: 'swapped_channels',
    deviceIds: [deviceId],
    text: 'What it reports as voltage rises and falls with the light as its current should: voltage and current are in one another’s column',
    sureness: 'certain',
    figures: [
      { label: '"voltage" over the expected current', value: roundTo(asCurrent, 3), unit: '' },
      { label: '"voltage" over the expected voltage', value: roundTo(asVoltage, 3), unit: '' },
    ],
    plot: channelPlot(survey, deviceId, 'voltage'),
    proposal: null,
    advice: "Exchange the two columns where the readings come from, or in the plant's mapping.",
  };
}
