import { CONDITIONS } from '#domain/conditions.ts';
import type { EvaluatedSet, SlicedFigures } from '#domain/evaluation.ts';
import { SKY_REGIMES } from '#models/photovoltaic/weather-day.ts';
import { figuresOf } from './figures.ts';
import {
  hasVerdict,
  isFault,
  isNormal,
  isRightGuess,
  isRightVerdict,
  type JudgedDay,
  namesFault,
} from './judged-day.ts';
import { shareThat } from './share.ts';

type Slice = [label: string, holds: (day: JudgedDay) => boolean];

/** Steps of the part of the day's energy that a fault takes. */
const LOSS_STEPS = [0.01, 0.03, 0.1, 0.3] as const;
const COVERAGE_STEPS = [0.7, 0.8, 0.9, 0.98] as const;

const SEVERITY: Slice[] = steps(LOSS_STEPS, 'of the energy').map(([label, within]) => [
  label,
  (day) => isFault(day) && within(day.record.lossPart),
]);

const COVERAGE: Slice[] = steps(COVERAGE_STEPS, 'of the daylight').map(([label, within]) => [
  label,
  (day) => within(day.record.coverage),
]);

const onsetWithin = (from: number, to: number) => (day: JudgedDay) => {
  const hour = day.record.onsetHour;
  return hour !== null && hour >= from && hour < to;
};

const ONSET: Slice[] = [
  ['there before dawn', (day) => day.record.onsetHour === 0],
  ['before 10:00', (day) => day.record.onsetHour !== 0 && onsetWithin(0, 10)(day)],
  ['10:00 to 12:00', onsetWithin(10, 12)],
  ['12:00 to 14:00', onsetWithin(12, 14)],
  ['14:00 or later', onsetWithin(14, 24)],
];

const SKY: Slice[] = SKY_REGIMES.map((sky) => [sky, (day) => day.record.sky === sky]);

/** The figures of its faults by the part of the energy they take. */
export function bySeverity(days: readonly JudgedDay[]): SlicedFigures[] {
  return cut(days, SEVERITY);
}

/** The figures by sky, whatever skies there are. */
export function bySky(days: readonly JudgedDay[]): SlicedFigures[] {
  const skies = [...new Set(days.map(({ record }) => record.sky))].sort();
  return cut(
    days,
    skies.map((sky): Slice => [sky, (day) => day.record.sky === sky]),
  );
}

/** The figures of a set by severity and onset (its faults), by sky and by coverage (all its array-days). Empty slices are left out. */
export function slicesOf(days: readonly JudgedDay[]): EvaluatedSet['slices'] {
  return {
    severity: bySeverity(days),
    onset: cut(days, ONSET),
    sky: cut(days, SKY),
    coverage: cut(days, COVERAGE),
  };
}

function cut(days: readonly JudgedDay[], slices: readonly Slice[]): SlicedFigures[] {
  return slices.flatMap(([label, holds]) => {
    const found = days.filter(holds);
    return found.length === 0 ? [] : [slicedFigures(label, found)];
  });
}

function slicedFigures(label: string, days: readonly JudgedDay[]): SlicedFigures {
  const asked = days.filter(({ guess }) => guess !== null);
  const present = new Set(asked.map(({ record }) => record.condition));
  const pairs = asked.map(({ record, guess }) => ({ truth: record.condition, given: guess?.condition ?? null }));
  return {
    label,
    days: days.length,
    right: shareThat(asked, isRightGuess),
    found: shareThat(days.filter(isFault), isRightVerdict),
    falseAlarms: shareThat(days.filter(isNormal), namesFault),
    abstention: shareThat(days, (day) => !hasVerdict(day)),
    macroF1: present.size === CONDITIONS.length ? figuresOf(pairs, 6).macroF1 : null,
  };
}

/** "under 1 %", "1 to 3 %", ..., "30 % or more" of something, each with its test. */
function steps(limits: readonly number[], of: string): [string, (value: number) => boolean][] {
  const percent = (limit: number | undefined) => `${Math.round((limit ?? 0) * 100)}`;
  return Array.from({ length: limits.length + 1 }, (_, index) => {
    const [from, to] = [limits[index - 1], limits[index]];
    const within = (value: number) => (from === undefined || value >= from) && (to === undefined || value < to);
    if (from === undefined) return [`under ${percent(to)} % ${of}`, within];
    if (to === undefined) return [`${percent(from)} % ${of} or more`, within];
    return [`${percent(from)} to ${percent(to)} % ${of}`, within];
  });
}
