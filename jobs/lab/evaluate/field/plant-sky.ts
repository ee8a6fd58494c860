import { daylightOf } from './covers.ts';
import { type Air, airOver } from './heat.ts';
import type { Plan, Span } from './plan.ts';
import type { FieldRandom } from './random.ts';
import { type ClearSky, clearSky, type Sun, sunOver } from './sun.ts';

/** What the arrays of a plant share on a day. */
export interface PlantSky {
  readonly sun: Sun;
  readonly clear: ClearSky;
  readonly air: Air;
  readonly daylight: Span;
}

/** What is the same for all arrays of a plant. */
export function plantSky(plan: Plan, random: FieldRandom): PlantSky {
  const { latitudeDeg, dayOfYear, noonShiftH, clarity } = plan.site;
  const sun = sunOver(latitudeDeg, dayOfYear, noonShiftH);
  return {
    sun,
    clear: clearSky(sun, dayOfYear, clarity),
    air: airOver(plan, random.fork('air')),
    daylight: daylightOf(latitudeDeg, dayOfYear, noonShiftH),
  };
}
