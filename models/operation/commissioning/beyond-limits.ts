import { CHANNELS, type Channel } from '#domain/channels.ts';
import type { Finding } from '#domain/commissioning.ts';
import { roundTo } from './plots.ts';
import type { Survey } from './survey.ts';
import { channelPlot } from './units.ts';

/** A channel that keeps less than this of the others' readings, and lost them for being beyond what it can give. */
const MOST_KEPT = 0.75;
const LEAST_EXPLAINED = 0.8;

const LIKELY_UNITS: Record<Channel, string> = {
  voltage: 'mV, or V_mp is registered far too low',
  current: 'mA, or I_mp is registered far too low',
  temperature: 'K or °F',
  irradiance: 'mW/m² or a raw count',
};

/** Channels whose readings were mostly dropped for lying beyond their physical limits, on every day. */
export function beyondLimits(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  return survey.plant.arrays.flatMap(({ deviceId }) => {
    const days = survey.days.flatMap(({ arrays }) => arrays.get(deviceId) ?? []);
    if (taken.has(deviceId) || days.length === 0) return [];
    return CHANNELS.flatMap((channel) => {
      const lost = days.map(({ filled, outOfRange }) => {
        const most = Math.max(...CHANNELS.map((other) => filled[other]));
        const missing = most - filled[channel];
        return filled[channel] < MOST_KEPT * most && outOfRange >= LEAST_EXPLAINED * missing ? missing / most : 0;
      });
      if (lost.some((part) => part === 0)) return [];
      return [findingOf(survey, deviceId, channel, Math.min(...lost))];
    });
  });
}

function findingOf(survey: Survey, deviceId: string, channel: Channel, lost: number): Finding {
  return {
    kind: 'beyond_limits',
    deviceIds: [deviceId],
    text: `${Math.round(100 * lost)} % or more of its ${channel} readings are beyond what the channel can give, and were dropped: the unit may be ${LIKELY_UNITS[channel]}`,
    sureness: 'likely',
    figures: [{ label: 'dropped', value: roundTo(100 * lost, 1), unit: '%' }],
    plot: channelPlot(survey, deviceId, channel),
    proposal: null,
    advice: "Look at the unit of this channel where the readings come from, and say it in the plant's mapping.",
  };
}
