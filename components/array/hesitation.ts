import { CONDITIONS, type Condition } from '#domain/conditions.ts';

export interface Guess {
  condition: Condition;
  probability: number;
}

/** The six conditions, most probable first; ties keep the model's order. */
export function rankGuesses(probabilities: readonly number[]): Guess[] {
  return CONDITIONS.map((condition, index) => ({ condition, probability: probabilities[index] ?? 0 })).sort(
    (a, b) => b.probability - a.probability,
  );
}

const ENOUGH = 0.8;

/** What an uncertain model hesitates between: the fewest conditions, two at least, that hold most of its belief. */
export function hesitatesBetween(probabilities: readonly number[]): Guess[] {
  const ranked = rankGuesses(probabilities);
  let belief = 0;
  let count = 0;
  while (count < ranked.length && (count < 2 || belief < ENOUGH)) {
    belief += ranked[count]?.probability ?? 0;
    count += 1;
  }
  return ranked.slice(0, count);
}
