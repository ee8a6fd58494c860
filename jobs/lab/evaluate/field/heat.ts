import { emptyDay, SLOT_S, SLOTS, SLOTS_PER_HOUR } from './day-grid.ts';
import type { Plan } from './plan.ts';
import type { FieldRandom } from './random.ts';

/** Air over a day: its temperature, degC, and the wind over the modules, m/s. */
export interface Air {
  readonly celsius: Float64Array;
  readonly windMs: Float64Array;
}

/** Warmest at three in the afternoon by the sun; the wind comes in gusts of some minutes. */
export function airOver(plan: Plan, random: FieldRandom): Air {
  const air = { celsius: emptyDay(), windMs: emptyDay() };
  let [drift, gust] = [0, 0];
  for (let slot = 0; slot < SLOTS; slot++) {
    drift = drift * 0.999 + random.normal(0.03);
    gust = gust * 0.96 + random.normal(0.12);
    const hour = slot / SLOTS_PER_HOUR - plan.site.noonShiftH;
    air.celsius[slot] = plan.air.meanC + plan.air.swingK * Math.cos(((hour - 15) * Math.PI) / 12) + drift;
    air.windMs[slot] = Math.max(0.1, plan.air.windMs * Math.exp(gust));
  }
  return air;
}

/** Cell temperature, degC: Faiman's balance reached with a lag; a clear night sky cools by some kelvin. */
export function cellTemperature(light: Float64Array, air: Air, lagMinutes: number): Float64Array {
  const cells = emptyDay();
  const share = 1 - Math.exp(-SLOT_S / (lagMinutes * 60));
  let now = (air.celsius[0] ?? 0) - 2;
  for (let slot = 0; slot < SLOTS; slot++) {
    const watts = light[slot] ?? 0;
    const balance =
      (air.celsius[slot] ?? 0) + watts / (25 + 6.84 * (air.windMs[slot] ?? 1)) - 2 * Math.exp(-watts / 40);
    now += (balance - now) * share;
    cells[slot] = now;
  }
  return cells;
}
