import { describe, expect, it } from 'vitest';
import { type AlarmRule, nextCourse, outcomeForAlarm, QUIET } from '#domain/alarm-rule.ts';

const RULE: AlarmRule = { raiseAfter: 2, raiseArcAfter: 1, withdrawAfter: 3 };
type Outcome = Parameters<typeof nextCourse>[1];

/** What a course of windows raises and withdraws: `+` and `-` before the fault, by the number of the window. */
function told(outcomes: readonly Outcome[], rule = RULE): string[] {
  let course = QUIET;
  return outcomes.flatMap((outcome, index) => {
    const { course: next, step } = nextCourse(course, outcome, rule);
    course = next;
    return [
      ...(step.withdrawn ? [`${index} -${step.withdrawn}`] : []),
      ...(step.raised ? [`${index} +${step.raised}`] : []),
    ];
  });
}

describe('an alarm', () => {
  it('needs as many windows as the rule says, an arc only one', () => {
    expect(told(['open_circuit', 'open_circuit', 'open_circuit'])).toEqual(['1 +open_circuit']);
    expect(told(['arc_fault'])).toEqual(['0 +arc_fault']);
  });

  it('is not raised by faults that change from window to window', () => {
    expect(told(['line_line', 'line_ground', 'line_line', 'normal', 'line_line'])).toEqual([]);
  });

  it('is neither nearer nor further by a window without an answer', () => {
    expect(told(['open_circuit', null, null, 'open_circuit'])).toEqual(['3 +open_circuit']);
    expect(told(['arc_fault', 'normal', null, 'normal', null, 'normal'])).toEqual(['0 +arc_fault', '5 -arc_fault']);
  });

  it('stays through single windows that do not agree, and is withdrawn by as many in a row as the rule says', () => {
    expect(told(['arc_fault', 'normal', 'normal', 'arc_fault', 'normal', 'normal', 'normal'])).toEqual([
      '0 +arc_fault',
      '6 -arc_fault',
    ]);
  });

  it('gives way to another fault that enough windows name', () => {
    expect(told(['open_circuit', 'open_circuit', 'line_line', 'line_line'])).toEqual([
      '1 +open_circuit',
      '3 -open_circuit',
      '3 +line_line',
    ]);
  });

  it('is about a fault or a normal day, not about a day without a verdict', () => {
    expect(outcomeForAlarm('converter_off', null)).toBe('converter_off');
    expect(outcomeForAlarm(null, 'normal')).toBe('normal');
    expect(outcomeForAlarm(null, null)).toBeNull();
  });
});
