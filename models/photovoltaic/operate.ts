import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayCircuit, SlotExtras } from './array-circuit.ts';
import { HEALTHY } from './array-state.ts';
import type { BuiltArray } from './built-array.ts';
import { moduleTemperature } from './cell-temperature.ts';
import type { Stretch } from './failures.ts';
import type { Fault } from './faults.ts';
import { createTracker } from './mppt.ts';
import { createOperatingLife, type OperatingLife } from './operating-life.ts';
import type { Life } from './plant-life.ts';
import type { Random } from './random.ts';
import { WEATHER } from './ranges.ts';
import type { TrueDay } from './sensors.ts';
import type { WeatherDay } from './weather-day.ts';

/** Below this light, W/m², an array is taken for dark: its voltage goes to 0 with the light. */
const DARK_IRRADIANCE = 2;

export interface OperateOptions {
  array: BuiltArray;
  circuit: ArrayCircuit;
  weather: WeatherDay;
  fault: Fault;
  secondFault: Fault | null;
  outage: Stretch | null;
  life: Life | undefined;
  random: Random;
}

/** What the array and its converter really do: voltage, current, module temperature and irradiance of each slot. */
export function operate(options: OperateOptions): TrueDay {
  const { array, circuit, weather, fault, secondFault, outage, random } = options;
  const life = options.life && createOperatingLife(options.life, array, weather, random.fork('life'));
  const irradiance = weather.poaIrradiance;
  const { lo, hi } = WEATHER.thermalMinutes;
  const lagMinutes = random.fork('heat').uniform(lo, hi);
  const reaching = life ? irradiance.map((light, slot) => light * life.lightAt(slot)) : irradiance;
  const temperature = moduleTemperature(reaching, weather.airTemperature, weather.windSpeed, lagMinutes);
  const tracker = createTracker(array, random.fork('tracker'));
  const voltage = new Float64Array(SLOTS_PER_DAY);
  const current = new Float64Array(SLOTS_PER_DAY);
  const powerAt = (v: number) => v * circuit.trackedCurrentAt(v);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const light = (reaching[slot] as number) * (1 - array.soiling);
    if (light <= 0) continue;
    const heat = (temperature[slot] as number) + (life?.kelvinAt(slot) ?? 0);
    circuit.set(Math.max(light, DARK_IRRADIANCE), heat, fault.stateAt(slot), extrasAt(slot, secondFault, life));
    const rest = life?.restAt(slot) ?? null;
    const isOut = rest !== null || (outage !== null && slot >= outage.from && slot < outage.to);
    if (isOut) tracker.stop();
    const tracked = isOut || light < DARK_IRRADIANCE ? null : tracker.follow(powerAt, light);
    if (tracked === null) {
      const open = rest === 'zero' ? 0 : openCircuitVoltageOf(circuit.currentAt, 1.3 * array.stc.openCircuitVoltage);
      voltage[slot] = open * Math.min(light / DARK_IRRADIANCE, 1);
    } else {
      const held = life ? life.hold(slot, tracked, powerAt) : tracked;
      voltage[slot] = held;
      current[slot] = Math.max(circuit.currentAt(held), 0);
    }
  }
  return { voltage, current, temperature, irradiance };
}

function extrasAt(slot: number, secondFault: Fault | null, life: OperatingLife | undefined): SlotExtras | undefined {
  if (!secondFault && !life) return undefined;
  const second = secondFault?.stateAt(slot) ?? HEALTHY;
  return { second, ...life?.extrasAt(slot) };
}

/** Voltage at which no current flows, V: where the array rests while its converter is off. */
function openCircuitVoltageOf(currentAt: (voltage: number) => number, highest: number): number {
  let [low, high] = [0, highest];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (currentAt(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
