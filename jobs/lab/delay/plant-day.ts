import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { nameplateOf } from '#domain/nameplate.ts';
import type { DaySoFar } from '#jobs/pipeline/live/judge-window.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { dayProfileOf, LEAST_HISTORY_DAYS, type OwnProfile, ownProfileOf } from '#models/operation/own-profile.ts';
import { NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { gridOf } from '#models/series/grid-of.ts';

/** An array of a simulated plant day, and what is true of it. */
export interface TrueArrayDay extends DaySoFar {
  condition: Condition;
  /** First slot with the fault; null for a healthy one. */
  onsetSlot: number | null;
  profile: OwnProfile | null;
}

const FAULTS: readonly Condition[] = CONDITIONS.filter((condition) => condition !== 'normal');
/** A fault that is there before dawn has no delay: the day is drawn again. */
const MOST_DRAWS = 20;
const NAMEPLATE = nameplateOf(5, 3);

/** Arrays under one sky: one with each fault, which begins in daylight, and healthy ones. */
export function simulatePlantDay(options: { seed: string; healthy: number; withPast: boolean }): TrueArrayDay[] {
  const { seed, healthy, withPast } = options;
  const weather = createWeatherDay({ seed: `${seed} sky` });
  const before = createWeatherDay({ seed: `${seed} sky before` });
  const conditions: Condition[] = [...FAULTS, ...Array.from({ length: healthy }, () => 'normal' as const)];
  return conditions.map((condition, member) => {
    const arraySeed = `${seed} array ${member}`;
    const simulate = (day: string, of: Condition, sky: typeof weather) =>
      simulateArrayDay({ seed: `${arraySeed} ${day}`, arraySeed, condition: of, weather: sky, withLoss: false });
    let draw = 0;
    let drawn = simulate('today 0', condition, weather);
    while (condition !== 'normal' && !drawn.truth.onsetSlot && ++draw < MOST_DRAWS) {
      drawn = simulate(`today ${draw}`, condition, weather);
    }
    const { series, counts } = gridOf(drawn.series, NAMEPLATE);
    const past = withPast ? gridOf(simulate('before', 'normal', before).series, NAMEPLATE).series : null;
    return {
      deviceId: `${FAULTS.includes(condition) ? condition : 'healthy'} ${member}`,
      series,
      counts,
      nameplate: NAMEPLATE,
      condition,
      onsetSlot: drawn.truth.onsetSlot || null,
      profile: past && profileFrom(past),
    };
  });
}

/** As if a quiet day had come as often as a profile needs. */
function profileFrom(series: DaySoFar['series']): OwnProfile | null {
  const operation = arrayOperationOf(series, NAMEPLATE);
  if (!operation) return null;
  const day = dayProfileOf(operation, NAMEPLATE_REFERENCE);
  return ownProfileOf(Array.from({ length: LEAST_HISTORY_DAYS }, () => day));
}
