import type { Condition } from '#domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';
import { drawArcFault } from './arc-fault.ts';
import type { ArraySpec } from './array-spec.ts';
import { HEALTHY } from './array-state.ts';
import type { Fault, FaultContext } from './faults.ts';
import { drawLineGround, drawLineLine, drawOpenCircuit } from './line-faults.ts';
import { drawPartialShading } from './partial-shading.ts';

const DRAW: Record<Condition, (context: FaultContext) => Fault> = {
  normal: () => ({ onsetSlot: null, parameters: {}, stateAt: () => HEALTHY }),
  line_line: drawLineLine,
  line_ground: drawLineGround,
  open_circuit: drawOpenCircuit,
  partial_shading: drawPartialShading,
  arc_fault: drawArcFault,
};

/** Throws a HeliographError when the array cannot have the condition: a path between nodes needs two modules in series. */
export function checkConditionOn(condition: Condition, spec: ArraySpec): void {
  if (!(condition === 'line_line' || condition === 'line_ground') || spec.modulesInSeries >= 2) return;
  throw new HeliographError(
    'invalid_input',
    `array.modulesInSeries must be 2 or more for condition ${condition}, not ${spec.modulesInSeries}`,
  );
}

/** Draws the parameters of a condition. Throws a HeliographError for one that does not exist or the array cannot have. */
export function drawCondition(condition: Condition, context: FaultContext): Fault {
  const draw = DRAW[condition] as ((context: FaultContext) => Fault) | undefined;
  if (draw) {
    checkConditionOn(condition, context.spec);
    return draw(context);
  }
  throw new HeliographError(
    'invalid_input',
    `condition must be one of ${Object.keys(DRAW).join(', ')}, not ${condition}`,
  );
}
