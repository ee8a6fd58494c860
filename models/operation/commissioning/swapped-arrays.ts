import type { Finding } from '#domain/commissioning.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { deviationOf, isSteadilyOff, quantityPlot } from './nameplates.ts';
import { roundTo } from './plots.ts';
import type { ArrayFigures, Survey } from './survey.ts';

/** With the other's nameplate an array must be as near as this to be at home there. */
const AT_HOME = { voltage: 0.025, current: 0.06 } as const;

/**
 * Two devices that stand in one another's place: neither fits its own nameplate, each fits the other's. Only arrays that differ
 * can tell; of pairs that fit, those whose places are nearest are taken.
 */
export function swappedArrays(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  const misfits = [...survey.figures.values()].filter(
    (figures) =>
      !taken.has(figures.array.deviceId) &&
      (isSteadilyOff(survey, figures, 'voltage') || isSteadilyOff(survey, figures, 'current')),
  );
  const pairs = misfits
    .flatMap((one, index) => misfits.slice(index + 1).map((other) => [one, other] as const))
    .filter(([one, other]) => fits(survey, one, other.array.nameplate) && fits(survey, other, one.array.nameplate))
    .sort((a, b) => distanceOf(a) - distanceOf(b));
  const used = new Set<string>();
  return pairs.flatMap(([one, other]) => {
    const ids: [string, string] = [one.array.deviceId, other.array.deviceId];
    if (ids.some((id) => used.has(id))) return [];
    for (const id of ids) used.add(id);
    return [findingOf(survey, one, other, ids)];
  });
}

function fits(survey: Survey, figures: ArrayFigures, { vMp, iMp }: Nameplate): boolean {
  const own = figures.array.nameplate;
  const voltage = ((1 + deviationOf(survey, figures, 'voltage')) * own.vMp) / vMp;
  const current = ((1 + deviationOf(survey, figures, 'current')) * own.iMp) / iMp;
  return Math.abs(voltage - 1) <= AT_HOME.voltage && Math.abs(current - 1) <= AT_HOME.current;
}

function distanceOf([{ array: one }, { array: other }]: readonly [ArrayFigures, ArrayFigures]): number {
  return Math.max(Math.abs(one.row - other.row), Math.abs(one.column - other.column));
}

function findingOf(survey: Survey, one: ArrayFigures, other: ArrayFigures, ids: [string, string]): Finding {
  const place = ({ array }: ArrayFigures) => `row ${array.row}, column ${array.column}`;
  const percent = (figures: ArrayFigures, quantity: 'voltage' | 'current') =>
    roundTo(100 * deviationOf(survey, figures, quantity), 1);
  const differs = one.array.nameplate.vMp !== other.array.nameplate.vMp ? 'voltage' : 'current';
  return {
    kind: 'swapped_arrays',
    deviceIds: ids,
    text: `${ids[0]} (${place(one)}) and ${ids[1]} (${place(other)}) each fit the other's nameplate and not their own`,
    sureness: 'likely',
    figures: [one, other].flatMap((figures) => [
      {
        label: `${figures.array.deviceId}: voltage against its nameplate`,
        value: percent(figures, 'voltage'),
        unit: '%',
      },
      {
        label: `${figures.array.deviceId}: current against its nameplate`,
        value: percent(figures, 'current'),
        unit: '%',
      },
    ]),
    plot: quantityPlot(survey, one, differs),
    proposal: { change: 'exchange', deviceIds: ids },
    advice: 'Follow the cables of both, or switch one of them off for a minute and see whose current falls.',
  };
}
