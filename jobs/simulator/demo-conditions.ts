import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');

/** About one array in six of the demo plant is faulty, so that every condition can be seen in a small plant. */
const FAULT_SHARE = 1 / 6;

/** What the demo plant's arrays suffer from; the same for every day, as a fault stays until somebody mends it. */
export interface DemoCondition {
  condition: Condition;
  /** The array's link fails for the working day: its verdict must be "not enough data". */
  linkDown: boolean;
}

/** The condition of each of `arrays` arrays, in order; the same number always gives the same list. */
export function demoConditions(arrays: number): DemoCondition[] {
  const random = createRandom(`demo plant of ${arrays}`);
  const order = Array.from({ length: arrays }, (_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  const conditions = order.map((): DemoCondition => ({ condition: 'normal', linkDown: false }));
  const faulty = Math.min(arrays - 1, Math.max(FAULTS.length, Math.round(arrays * FAULT_SHARE)));
  order.slice(0, faulty).forEach((index, rank) => {
    conditions[index] = { condition: FAULTS[rank % FAULTS.length] ?? 'normal', linkDown: false };
  });
  const linkDown = order[faulty];
  if (linkDown !== undefined && arrays >= 12) conditions[linkDown] = { condition: 'normal', linkDown: true };
  return conditions;
}
