import type { ArraySeries } from '#domain/channels.ts';
import { HeliographError } from '#server/errors.ts';
import { cutGaps, drawStretch, failThermometer, type Stretch } from './failures.ts';
import { within } from './faults.ts';
import type { Random } from './random.ts';
import { INJECTED } from './ranges.ts';

/** Failures that were seen in the field and that a pipeline has to stand; only there when asked for. */
export const INJECTED_FAILURES = [
  'stuck_thermometer',
  'shaded_thermometer',
  'current_glitch',
  'duplicate_stamps',
  'long_gap',
] as const;

export type InjectedFailure = (typeof INJECTED_FAILURES)[number];

/** Where an injected failure lies: slots [from, to). */
export type InjectedStretch = Stretch & { kind: InjectedFailure };

/** Draws where each failure lies within daylight. Throws a HeliographError for one that does not exist. */
export function drawInjected(
  kinds: readonly InjectedFailure[],
  random: Random,
  dawn: number,
  dusk: number,
): InjectedStretch[] {
  return kinds.map((kind) => {
    if (!INJECTED_FAILURES.includes(kind)) {
      throw new HeliographError(
        'invalid_input',
        `inject must be of ${INJECTED_FAILURES.join(', ')}, not ${String(kind)}`,
      );
    }
    // A stream of its own each: one failure more leaves the others where they were.
    const own = random.fork(kind);
    const minutes = within(own, INJECTED.minutes[kind]);
    return { kind, ...drawStretch(own, dawn, dusk, minutes) };
  });
}

/** Puts the failures into what the sensors report, in place. Duplicate stamps show only in readings, not on a grid. */
export function inject(series: ArraySeries, irradiance: Float64Array, failures: readonly InjectedStretch[]): void {
  for (const { kind, from, to } of failures) {
    if (kind === 'stuck_thermometer') series.temperature.fill(INJECTED.stuckCelsius, from, to);
    if (kind === 'current_glitch') series.current.fill(INJECTED.glitchAmpere, from, to);
    if (kind === 'long_gap') cutGaps(series, [{ from, to }]);
    if (kind === 'shaded_thermometer') {
      const shadow = { kind: 'shaded', from, to, shadowKelvin: INJECTED.shadowKelvin } as const;
      failThermometer(series.temperature, irradiance, shadow);
    }
  }
}
