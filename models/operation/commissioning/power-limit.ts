import type { Finding } from '#domain/commissioning.ts';
import { expectedWatts, plateauOf } from './plateau.ts';
import { plotOf, roundTo } from './plots.ts';
import type { Survey } from './survey.ts';

/** Arrays whose power ends at a plateau day after day: a converter's limit that is not registered. One finding for all of them. */
export function powerLimits(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  const limited = survey.plant.arrays.flatMap((array) => {
    if (taken.has(array.deviceId)) return [];
    const watts = plateauOf(survey.days, array.deviceId);
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
