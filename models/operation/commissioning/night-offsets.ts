import type { Finding } from '#domain/commissioning.ts';
import { roundTo } from './plots.ts';
import { medianOf } from './statistics.ts';
import { DARK, LEAST_BINS, type RegisteredArray, type Survey } from './survey.ts';
import { channelPlot } from './units.ts';

/** What a converter at rest leaves of V_mp and I_mp; more than this is the sensor's. */
const LARGEST = { voltage: 0.08, current: 0.015 } as const;

const WORDS = { voltage: ['V', 'vMp'], current: ['A', 'iMp'] } as const;

/** Voltage or current that is there in the dark, every night. */
export function nightOffsets(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  return survey.plant.arrays.flatMap((array) => {
    if (taken.has(array.deviceId)) return [];
    return (['voltage', 'current'] as const).flatMap((channel) => offset(survey, array, channel) ?? []);
  });
}

function offset(survey: Survey, array: RegisteredArray, channel: 'voltage' | 'current'): Finding | null {
  const nights = survey.days.flatMap(({ light, arrays }) => {
    const values = arrays.get(array.deviceId)?.bins[channel] ?? [];
    const dark = Array.from(values, (value, bin) => ((light[bin] as number) < DARK ? value : Number.NaN));
    return dark.filter(Number.isFinite).length >= LEAST_BINS ? [medianOf(dark)] : [];
  });
  const [unit, key] = WORDS[channel];
  const limit = LARGEST[channel] * array.nameplate[key];
  if (nights.length === 0 || !nights.every((value) => Math.abs(value) > limit)) return null;
  const night = medianOf(nights);
  return {
    kind: 'night_offset',
    deviceIds: [array.deviceId],
    text: `Its ${channel} is ${night.toFixed(2)} ${unit} in the dark`,
    sureness: 'likely',
    figures: [
      { label: 'in the dark', value: roundTo(night, 2), unit },
      { label: 'usual at most', value: roundTo(limit, 2), unit },
    ],
    plot: channelPlot(survey, array.deviceId, channel),
    proposal: null,
    advice: `Look at the zero of its ${channel} sensor; the same offset is in every reading of the day.`,
  };
}
