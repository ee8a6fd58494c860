import { describe, expect, it } from 'vitest';
import type { Condition } from '#domain/conditions.ts';
import { nameplateOf } from '#domain/nameplate.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { onsetOf } from '#models/operation/onset.ts';
import { NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { gridOf } from '#models/series/grid-of.ts';

const NAMEPLATE = nameplateOf(5, 3);
const HOUR = 180;

/** Simulated days of a condition whose onset is in daylight, with at least an hour of light behind it. */
function daysOf(condition: Condition, count: number) {
  const weather = createWeatherDay({ seed: 'onset', regime: 'clear', dayOfYear: 172 });
  const days = [];
  for (let draw = 0; days.length < count; draw++) {
    const { series, truth } = simulateArrayDay({ seed: `onset ${draw}`, condition, weather, withLoss: false });
    const onset = truth.onsetSlot ?? 0;
    if (condition === 'normal' || (onset > 7 * HOUR && onset < 15 * HOUR)) {
      days.push({ series: gridOf(series, NAMEPLATE).series, onset });
    }
  }
  return days;
}

function estimate(series: ReturnType<typeof daysOf>[number]['series'], knownUntil: number) {
  const operation = arrayOperationOf(cutSeries(series, knownUntil), NAMEPLATE);
  return operation && onsetOf(operation, NAMEPLATE_REFERENCE, knownUntil);
}

describe('the onset of a fault', () => {
  it.each(['open_circuit', 'line_line'] as const)(
    'of %s is found within 10 minutes on most days, and says so',
    (condition) => {
      const days = daysOf(condition, 8);
      const found = days.map(({ series, onset }) => ({ onset, at: estimate(series, onset + 2 * HOUR) }));
      const near = found.filter(({ onset, at }) => at && Math.abs(at.slot - onset) <= 30);
      expect(near.length).toBeGreaterThanOrEqual(6);
      const covered = near.filter(({ onset, at }) => at && Math.abs(at.slot - onset) <= at.uncertaintySlots);
      expect(covered.length).toBeGreaterThanOrEqual(near.length - 1);
    },
  );

  it('looks at nothing after the end of what is known', () => {
    for (const { series, onset } of daysOf('open_circuit', 4)) {
      const at = estimate(series, onset);
      expect(at?.slot ?? 0).toBeLessThan(onset);
    }
  });

  it('is none in the dark', () => {
    const [day] = daysOf('normal', 1);
    expect(day && estimate(day.series, HOUR)).toBeNull();
  });
});
