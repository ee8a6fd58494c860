import { daylightOf } from './covers.ts';
import { emptyDay, SLOTS, SLOTS_PER_HOUR } from './day-grid.ts';
import { underSky } from './draw-plan.ts';
import type { FieldKind } from './kind.ts';
import type { Converter, Plan, Span } from './plan.ts';
import type { FieldRandom } from './random.ts';

function withConverter(plan: Plan, change: Partial<Converter>): Plan {
  return { ...plan, converter: { ...plan.converter, ...change } };
}

function daylight(plan: Plan): Span {
  return daylightOf(plan.site.latitudeDeg, plan.site.dayOfYear, plan.site.noonShiftH);
}

const STYLES = {
  to_voc: 'V goes towards V_oc at once',
  slow: 'a slow loop moves V',
  oscillating: 'V swings about it',
} as const;

const LIMITS = [15, 40, 60, 70, 80, 95].flatMap((percent) =>
  (['to_voc', 'slow', 'oscillating'] as const).map(
    (style): FieldKind => ({
      name: `limit_${percent}_${style}`,
      meaning: `power held at ${percent} % of STC: ${STYLES[style]}`,
      reach: 'plant',
      change: (plan, random) =>
        // A limit that is never reached is no limit: the day is one of sun.
        withConverter(underSky(plan, random.pick('clear', 'clear', 'scattered'), random), {
          limit: { share: percent / 100, style, periodSlots: random.logBetween(4, 60) },
        }),
    }),
  ),
);

/** Power a house takes: a base, and machines that run for minutes to hours, share of STC. */
function houseLoad(random: FieldRandom): Float64Array {
  const load = emptyDay().fill(random.between(0.03, 0.12));
  for (let run = 0; run < 25; run++) {
    const from = random.integer(0, SLOTS - 1);
    const watts = random.logBetween(0.05, 0.4);
    for (let slot = from; slot < Math.min(SLOTS, from + random.logBetween(6, 360)); slot++)
      load[slot] = (load[slot] ?? 0) + watts;
  }
  return load;
}

const OUTAGES: readonly { name: string; meaning: string; spans(day: Span, random: FieldRandom): Span[] }[] = [
  ...(
    [
      ['10min', 30],
      ['30min', 90],
      ['2h', 360],
    ] as const
  ).map(([name, slots]) => ({
    name,
    meaning: `off for ${name} within the daylight`,
    spans: (day: Span, random: FieldRandom) => {
      const fromSlot = random.integer(day.fromSlot + 180, Math.max(day.fromSlot + 180, day.toSlot - 180 - slots));
      return [{ fromSlot, toSlot: fromSlot + slots }];
    },
  })),
  { name: 'from_14', meaning: 'off from 14:00 on', spans: () => [{ fromSlot: 14 * SLOTS_PER_HOUR, toSlot: SLOTS }] },
  { name: 'until_11', meaning: 'off until 11:00', spans: () => [{ fromSlot: 0, toSlot: 11 * SLOTS_PER_HOUR }] },
  { name: 'all_day', meaning: 'off all day', spans: () => [{ fromSlot: 0, toSlot: SLOTS }] },
];

const OUTAGE_KINDS = OUTAGES.flatMap(({ name, meaning, spans }) =>
  (['zero', 'open'] as const).map(
    (offVoltage): FieldKind => ({
      name: `outage_${name}_${offVoltage}`,
      meaning: `${meaning}, V ${offVoltage === 'zero' ? 'at 0' : 'at V_oc'} meanwhile`,
      reach: 'plant',
      change: (plan, random) => withConverter(plan, { offVoltage, outages: spans(daylight(plan), random) }),
    }),
  ),
);

function trips(plan: Plan, random: FieldRandom): Span[] {
  const { fromSlot, toSlot } = daylight(plan);
  return Array.from({ length: random.integer(4, 25) }, () => {
    const at = random.integer(fromSlot, toSlot);
    return { fromSlot: at, toSlot: at + Math.round(random.logBetween(2, 30)) };
  });
}

export const CONVERTER_KINDS: readonly FieldKind[] = [
  ...LIMITS,
  {
    name: 'zero_export',
    meaning: 'power follows the load of a house: steps all day, often far below what the sun gives',
    reach: 'plant',
    change: (plan, random) =>
      withConverter(plan, {
        limit: { share: houseLoad(random), style: random.pick('to_voc', 'slow'), periodSlots: 9 },
      }),
  },
  ...OUTAGE_KINDS,
  {
    name: 'late_start',
    meaning: 'starts one to four hours after sunrise',
    reach: 'plant',
    change: (plan, random) => {
      const toSlot = daylight(plan).fromSlot + Math.round(random.between(1, 4) * SLOTS_PER_HOUR);
      return withConverter(plan, { outages: [{ fromSlot: 0, toSlot }] });
    },
  },
  {
    name: 'repeated_trips',
    meaning: '4 to 25 trips of 40 s to 10 min, each with its waiting time',
    reach: 'plant',
    change: (plan, random) => withConverter(plan, { outages: trips(plan, random), waitSlots: random.integer(1, 15) }),
  },
  {
    name: 'mppt_sweeps',
    meaning: 'global scans every 10 to 60 min, each caught in a single sample somewhere on the curve',
    reach: 'plant',
    change: (plan, random) => withConverter(plan, { sweepEverySlots: random.integer(30, 180), sweepCaught: true }),
  },
  {
    name: 'mppt_window',
    meaning: 'the lowest or highest MPP voltage of the converter cuts into the day',
    reach: 'plant',
    change: (plan, random) =>
      withConverter(plan, {
        startShare: 0.5,
        windowShare: random.chance(0.7) ? [random.between(0.93, 1.03), 1.6] : [0.3, random.between(0.88, 0.98)],
      }),
  },
];
