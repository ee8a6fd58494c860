import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { ConditionFigures, EvaluatedSet } from '#domain/evaluation.ts';
import {
  eitherOf,
  hasVerdict,
  isFault,
  isNormal,
  isRightGuess,
  isRightVerdict,
  type JudgedDay,
  namesFault,
} from './judged-day.ts';
import { shareThat } from './share.ts';

interface Figures {
  confusion: number[][];
  perCondition: ConditionFigures[];
  macroF1: number;
}

/**
 * Confusion, and precision, recall and F1 of each condition. A condition that is neither there nor named has F1 0.
 * @param pairs true condition and the one given; null is none given, a seventh column that costs recall
 */
export function figuresOf(pairs: readonly { truth: Condition; given: Condition | null }[], columns: 6 | 7): Figures {
  const confusion = CONDITIONS.map(() => Array<number>(columns).fill(0));
  for (const { truth, given } of pairs) {
    const row = confusion[CONDITIONS.indexOf(truth)];
    const column = given === null ? CONDITIONS.length : CONDITIONS.indexOf(given);
    if (row?.[column] !== undefined) row[column]++;
  }
  const perCondition = CONDITIONS.map((condition, index): ConditionFigures => {
    const right = confusion[index]?.[index] ?? 0;
    const support = confusion[index]?.reduce((sum, value) => sum + value, 0) ?? 0;
    const given = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    const f1 = right > 0 ? (2 * right) / (support + given) : 0;
    return {
      condition,
      precision: given > 0 ? right / given : 0,
      recall: support > 0 ? right / support : 0,
      f1,
      support,
    };
  });
  const macroF1 = perCondition.reduce((sum, { f1 }) => sum + f1, 0) / CONDITIONS.length;
  return { confusion, perCondition, macroF1 };
}

/** The figures of the most probable condition, before any threshold. */
export function mostProbableFigures(asked: readonly JudgedDay[]): EvaluatedSet['mostProbable'] {
  const pairs = asked.map(({ record, guess }) => ({ truth: record.condition, given: guess?.condition ?? null }));
  return {
    ...figuresOf(pairs, 6),
    accuracy: shareThat(asked, isRightGuess),
    falseAlarms: shareThat(asked.filter(isNormal), (day) => !isRightGuess(day)),
  };
}

/** The figures of what operators see. Macro-F1 is that of the verdicts given; abstention is told beside it, not in it. */
export function verdictFigures(days: readonly JudgedDay[]): EvaluatedSet['verdicts'] {
  const pairOf = ({ record, verdict }: JudgedDay) => ({ truth: record.condition, given: verdict });
  const given = days.filter(hasVerdict);
  const { perCondition, macroF1 } = figuresOf(given.map(pairOf), 6);
  const eitherPairs = given.map((day) => ({ truth: day.record.condition, given: eitherOf(day) }));
  const reasons: Record<string, number> = {};
  for (const { reason } of days) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    confusion: figuresOf(days.map(pairOf), 7).confusion,
    perCondition,
    macroF1,
    macroF1OfEither: figuresOf(eitherPairs, 6).macroF1,
    accuracy: shareThat(given, isRightVerdict),
    faultPrecision: shareThat(given.filter(namesFault), isRightVerdict),
    faultsFound: shareThat(days.filter(isFault), isRightVerdict),
    falseAlarms: shareThat(days.filter(isNormal), namesFault),
    abstention: shareThat(days, (day) => !hasVerdict(day)),
    abstentionOfNormal: shareThat(days.filter(isNormal), (day) => !hasVerdict(day)),
    reasons: Object.fromEntries(Object.entries(reasons).sort()),
  };
}
