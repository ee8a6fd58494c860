import type { Condition } from '#domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';
import { drawCondition } from './conditions.ts';
import { type Fault, type FaultContext, stringsOf } from './faults.ts';

/**
 * Draws the condition of an array-day, and a second fault beside it if one is asked for. Two faults befall different
 * strings; on an array of one string a shadow may lie on what another fault does.
 * Throws a HeliographError for two that an array cannot have together.
 */
export function drawFaults(
  condition: Condition,
  second: Condition | undefined,
  context: FaultContext,
): { fault: Fault; secondFault: Fault | null } {
  const random = context.random.fork('condition');
  if (second === undefined) return { fault: drawCondition(condition, { ...context, random }), secondFault: null };
  if (condition === 'normal' || second === 'normal' || second === condition) {
    throw new HeliographError(
      'invalid_input',
      `second must be another fault beside one, not ${second} beside ${condition}`,
    );
  }
  const [strings, others] = divided(condition, second, context);
  return {
    fault: drawCondition(condition, { ...context, random, strings }),
    secondFault: drawCondition(second, { ...context, random: context.random.fork('second'), strings: others }),
  };
}

/** The array's strings for the first and for the second fault. */
function divided(condition: Condition, second: Condition, context: FaultContext): [number[], number[]] {
  const left = [...stringsOf(context)];
  const conditions = [condition, second];
  if (left.length === 1) {
    if (conditions.includes('partial_shading') && !conditions.includes('open_circuit')) return [left, left];
    throw new HeliographError('invalid_input', `array.strings must be 2 or more for ${condition} beside ${second}`);
  }
  const random = context.random.fork('two faults');
  const first = Array.from({ length: Math.ceil(left.length / 2) }, () => {
    return left.splice(random.integer(0, left.length - 1), 1)[0] as number;
  });
  return [first, left];
}
