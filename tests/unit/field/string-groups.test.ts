import { describe, expect, it } from 'vitest';
import { drawPlan } from '#jobs/lab/evaluate/field/draw-plan.ts';
import { drawFault } from '#jobs/lab/evaluate/field/fault.ts';
import { FAULTS } from '#jobs/lab/evaluate/field/kind.ts';
import { FieldRandom } from '#jobs/lab/evaluate/field/random.ts';
import { stringGroups } from '#jobs/lab/evaluate/field/string-groups.ts';

const DAY = { fromSlot: 1080, toSlot: 3240 };
const none = () => new Float64Array(4320);
const light = () => ({ total: none(), cells: none(), beamShare: none(), rowShade: none() });

describe('the strings of an array', () => {
  it.each([1, 2, 3, 4, 7, 30])('are %i in all, whatever is faulty and on one mount or two', (strings) => {
    for (const condition of FAULTS) {
      for (let seed = 0; seed < 12; seed++) {
        const random = new FieldRandom(`${condition}-${seed}`);
        const drawn = drawPlan(random, condition);
        const plan = { ...drawn, array: { ...drawn.array, strings } };
        const fault = drawFault(condition, plan.array, DAY, random.fork('fault'));
        for (const lights of [[light()], [light(), light()]]) {
          const groups = stringGroups(plan, lights, lights.map(none), fault ? [fault] : [], random.fork('strings'));
          expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(strings);
          const sick = groups.filter(({ faults }) => faults.length > 0);
          expect(sick.reduce((sum, { count }) => sum + count, 0)).toBe(fault?.strings);
        }
      }
    }
  });
});
