import type { Finding } from '#domain/commissioning.ts';
import { BINS } from './day-summary.ts';
import { plotOf, roundTo } from './plots.ts';
import { quantileOf } from './statistics.ts';
import type { RegisteredArray, Survey, SurveyedDay } from './survey.ts';

/** A plateau: so many bins within this part of the highest power, while more could have been had by as much again. */
const LEAST_BINS_HELD = 9;
const FLAT = 0.012;
const COULD_VARY = 0.05;
const LEAST_LIGHT = 400;

/** Arrays whose power ends at a plateau day after day: a converter's limit that is not registered. One finding for all of them. */
export function powerLimits(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  const limited = survey.plant.arrays.flatMap((array) => {
    if (taken.has(array.deviceId)) return [];
    const watts = plateauOf(survey, array);
    return watts === null ? [] : [{ array, watts }];
  });
  const [first] = limited;
  if (!first) return [];
  const { brightest } = survey;
  const bins = brightest?.arrays.get(first.array.deviceId)?.bins;
  return [
    {
      kind: 'power_limit',
      deviceIds: limited.map(({ array }) => array.deviceId),
      text: `${limited.length === 1 ? 'One array gives' : `${limited.length} arrays give`} no more than a fixed power however strong the light: a limit of the converter`,
      sureness: 'likely',
      figures: limited
        .slice(0, 20)
        .map(({ array, watts }) => ({ label: array.deviceId, value: roundTo(watts / 1000, 2), unit: 'kW' })),
      plot:
        brightest && bins
          ? plotOf(brightest.day, 'kW', [
              {
                label: first.array.deviceId,
                at: (bin) => ((bins.voltage[bin] as number) * (bins.current[bin] as number)) / 1000,
              },
              {
                label: 'expected of the nameplate',
                at: (bin) => expectedWatts(brightest, first.array.deviceId, bin) / 1000,
              },
            ])
          : null,
      proposal: null,
      advice:
        'Nothing is wrong if the converters are meant to limit; such hours are marked as limited and are no fault.',
    },
  ];
}

/** Power of the plateau, W; null where there is none. */
function plateauOf(survey: Survey, array: RegisteredArray): number | null {
  const lit = survey.days.flatMap((day) => {
    const bins = day.arrays.get(array.deviceId)?.bins;
    const healthy = day.expected.get(array.deviceId);
    if (!bins || !healthy) return [];
    return Array.from({ length: BINS }, (_, bin) => {
      const watts = (bins.voltage[bin] as number) * (bins.current[bin] as number);
      const expected = expectedWatts(day, array.deviceId, bin);
      if (!((day.light[bin] as number) >= LEAST_LIGHT) || !Number.isFinite(watts + expected)) return null;
      return { watts, expected, over: (bins.voltage[bin] as number) / (healthy.voltage[bin] as number) };
    }).filter((bin) => bin !== null);
  });
  const top = quantileOf(
    lit.map(({ watts }) => watts),
    1,
  );
  const held = lit.filter(({ watts }) => watts >= (1 - FLAT) * top);
  if (held.length < LEAST_BINS_HELD) return null;
  const could = held.map(({ expected }) => expected);
  const varies = (quantileOf(could, 0.95) - quantileOf(could, 0.05)) / quantileOf(could, 0.5);
  if (varies < COULD_VARY) return null;
  // A converter holds back by going up in voltage.
  const free = lit.filter(({ watts }) => watts < (1 - 3 * FLAT) * top).map(({ over }) => over);
  const rise =
    quantileOf(
      held.map(({ over }) => over),
      0.5,
    ) - quantileOf(free, 0.5);
  return rise > 0.02 ? top : null;
}

function expectedWatts({ expected }: SurveyedDay, deviceId: string, bin: number): number {
  const healthy = expected.get(deviceId);
  return healthy ? (healthy.voltage[bin] as number) * (healthy.current[bin] as number) : Number.NaN;
}
