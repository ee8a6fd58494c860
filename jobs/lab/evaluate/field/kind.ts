import type { Condition } from '#domain/conditions.ts';
import type { Plan } from './plan.ts';
import type { FieldRandom } from './random.ts';

/** A way in which a day is unusual; what it changes of an ordinary plan. */
export interface FieldKind {
  readonly name: string;
  readonly meaning: string;
  /** Whom it strikes: the sky, the grid or the snow the whole plant; a sensor or a registration one array or all. */
  readonly reach: 'plant' | 'array';
  /** What the array has where the caller does not say; `normal` unless the kind is about a fault. */
  readonly condition?: Exclude<Condition, 'normal'>;
  change(plan: Plan, random: FieldRandom): Plan;
}

export const FAULTS = ['line_line', 'line_ground', 'open_circuit', 'partial_shading', 'arc_fault'] as const;
