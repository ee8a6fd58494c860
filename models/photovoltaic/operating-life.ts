import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { SlotExtras } from './array-circuit.ts';
import type { ShadeState } from './array-state.ts';
import type { BuiltArray } from './built-array.ts';
import { createCover } from './light-on-arrays.ts';
import type { Outage, Sweep } from './outages.ts';
import type { Life } from './plant-life.ts';
import { createLimiter } from './power-limit.ts';
import type { Random } from './random.ts';
import type { WeatherDay } from './weather-day.ts';

/** What a day's life does to one array and its converter. Slots are to be asked in their order. */
export interface OperatingLife {
  /** Factor on the light of all modules. */
  lightAt(slot: number): number;
  /** K by which the cells are warmer than their back. */
  kelvinAt(slot: number): number;
  /** Shadow on all strings and the light of each string, for the circuit. */
  extrasAt(slot: number): Pick<SlotExtras, 'shade' | 'stringLight'>;
  /** Where the array rests while its converter is off; null while it is not. */
  restAt(slot: number): Outage['rest'] | null;
  /** Voltage at which the converter holds the array, V, when its tracker would at `tracked`. */
  hold(slot: number, tracked: number, powerAt: (voltage: number) => number): number;
}

export function createOperatingLife(
  { plant, array: own }: Life,
  array: BuiltArray,
  weather: WeatherDay,
  random: Random,
): OperatingLife {
  const covers = plant.covers.map((cover) => createCover(cover, array.spec, weather));
  const residual = own.residual;
  const limiter = plant.limit && createLimiter(plant.limit, array, random.fork('limiter'));
  const rests = restsOf([...plant.outages, ...own.outages]);
  const sweeps = [plant.sweep, own.sweep].flatMap((sweep, index) =>
    sweep ? [sweepVoltages(sweep, array.stc.openCircuitVoltage, random.fork(`sweep ${index}`))] : [],
  );
  const { facing } = plant;
  const turned = facing ? Math.round(facing.part * array.spec.strings) : 0;
  const stringLight = new Float64Array(array.spec.strings).fill(1);
  return {
    lightAt: (slot) => {
      const factor = residual ? (residual.light[slot] as number) : 1;
      return covers.reduce((product, cover) => product * cover(slot).light, factor);
    },
    kelvinAt: (slot) => (residual ? (residual.kelvin[slot] as number) : 0),
    extrasAt: (slot) => {
      const shade = covers.map((cover) => cover(slot).shade).find((one): one is ShadeState => one !== undefined);
      if (facing && turned > 0) stringLight.fill(facing.ratio[slot] as number, 0, turned);
      return { ...(shade && { shade }), ...(turned > 0 && { stringLight }) };
    },
    restAt: (slot) => rests[slot] ?? null,
    hold: (slot, tracked, powerAt) => {
      const held = limiter ? limiter(slot, tracked, powerAt) : tracked;
      const swept = sweeps.map((voltages) => voltages[slot] as number).find((voltage) => voltage > 0);
      return swept ?? held;
    },
  };
}

function restsOf(outages: readonly Outage[]): (Outage['rest'] | undefined)[] {
  const rests: (Outage['rest'] | undefined)[] = new Array(SLOTS_PER_DAY);
  for (const { from, to, rest } of outages) rests.fill(rest, from, to);
  return rests;
}

/** Voltage of the slots in which a sweep is seen, V; 0 in the others. */
function sweepVoltages({ everySlots, seen, lowestPart }: Sweep, openCircuit: number, random: Random): Float64Array {
  const voltages = new Float64Array(SLOTS_PER_DAY);
  for (let slot = random.integer(0, everySlots - 1); slot < SLOTS_PER_DAY; slot += everySlots) {
    const voltage = openCircuit * random.uniform(lowestPart, 1);
    if (random.chance(seen)) voltages[slot] = voltage;
  }
  return voltages;
}
