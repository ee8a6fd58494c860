import { describe, expect, it } from 'vitest';
import { type FieldArrayDay, fieldArrayDay, fieldKinds } from '#jobs/lab/evaluate/field/field.ts';

const SLOTS = 4320;
const CHANNELS = ['voltage', 'current', 'temperature', 'irradiance'] as const;

function missing({ series }: FieldArrayDay): number {
  return series.voltage.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
}

/** The least and the most slots without a reading that a kind may have. */
function mayMiss(name: string): [number, number] {
  const seconds = /^sampled_(\d+)s/.exec(name)?.[1];
  const taken = seconds ? Math.min(SLOTS, 86_400 / Number(seconds)) : SLOTS;
  // Single readings get lost on the way, up to 2 % of a day.
  const lost = SLOTS - taken + 130;
  if (name === 'gaps') return [100, 2400];
  if (name === 'night_missing') return [1000, 3700];
  return [SLOTS - taken, lost];
}

describe('the kinds of the field', () => {
  it('are named once each', () => {
    expect(new Set(fieldKinds.map(({ name }) => name)).size).toBe(fieldKinds.length);
  });

  it('are refused by a name that there is not', () => {
    expect(() => fieldArrayDay({ kind: 'no_such_kind', seed: 1 })).toThrow(RangeError);
  });

  it.each(fieldKinds.map((kind) => [kind.name, kind] as const))(
    '%s: finite where a reading is, and faulty only if it says so',
    (name, kind) => {
      const day = fieldArrayDay({ kind: name, seed: 5 });
      const [least, most] = mayMiss(name);
      expect(missing(day)).toBeGreaterThanOrEqual(least);
      expect(missing(day)).toBeLessThanOrEqual(most);
      for (const channel of CHANNELS) {
        const values = day.series[channel];
        expect(values).toHaveLength(SLOTS);
        const odd = values.findIndex(
          (value, slot) => Number.isFinite(value) === Number.isNaN(day.series.voltage[slot] ?? 0),
        );
        expect(odd).toBe(-1);
      }
      expect(day.condition).toBe(kind.condition ?? 'normal');
      if (day.condition === 'normal') expect([day.onsetSlot, day.severity, day.alsoCondition]).toEqual([-1, 0, null]);
      else expect(day.onsetSlot).toBeGreaterThanOrEqual(0);
    },
  );
});
