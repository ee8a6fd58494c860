import { FAULTS, type FieldKind } from './kind.ts';

const FIRST: readonly FieldKind[] = [
  {
    name: 'ordinary',
    meaning: 'nothing unusual: any sky, any converter, sensors as they are sold',
    reach: 'plant',
    change: (plan) => plan,
  },
  {
    name: 'blocking_diodes',
    meaning: 'a blocking diode in every string, healthy or with the condition asked for',
    reach: 'plant',
    change: (plan) => ({ ...plan, array: { ...plan.array, blockingDiodes: true } }),
  },
  {
    name: 'blocking_line_line',
    meaning: 'a line-line fault of an array with blocking diodes: no current comes back',
    reach: 'plant',
    condition: 'line_line',
    change: (plan) => ({ ...plan, array: { ...plan.array, blockingDiodes: true } }),
  },
];

const TWO: readonly FieldKind[] = FAULTS.map((condition) => ({
  name: `two_faults_${condition}`,
  meaning: `${condition} and one of the other faults, the same day in the same array`,
  reach: 'array',
  condition,
  change: (plan, random) => {
    const [first = null, ...others] = FAULTS.filter((fault) => fault !== condition);
    return first ? { ...plan, condition, alsoCondition: random.pick(first, ...others) } : plan;
  },
}));

export const FAULT_KINDS: readonly FieldKind[] = [...FIRST, ...TWO];
