import type { ArraySeries } from '#server/domain/channels.ts';
import type { Condition } from '#server/domain/conditions.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { type ArrayCircuit, createArrayCircuit } from './array-circuit.ts';
import { type ArraySpec, checkArraySpec, DEFAULT_ARRAY } from './array-spec.ts';
import { type BuiltArray, buildArray } from './built-array.ts';
import { moduleTemperature } from './cell-temperature.ts';
import { drawCondition } from './conditions.ts';
import { cutGaps, describeFailures, drawFailures, type Stretch } from './failures.ts';
import type { Fault, Json } from './faults.ts';
import { drawInjected, type InjectedFailure, type InjectedStretch, inject } from './injected-failures.ts';
import { lossPartOf } from './loss-part.ts';
import { createTracker } from './mppt.ts';
import { createRandom, type Random } from './random.ts';
import { WEATHER } from './ranges.ts';
import { checkSensorStress, measure, type SensorStress, stressedTraits, type TrueDay } from './sensors.ts';
import type { SkyRegime, WeatherDay } from './weather.ts';

export interface ArrayDayOptions {
  seed: number | string;
  condition: Condition;
  weather: WeatherDay;
  /** Default: 3 strings of 5 modules CS6U-330P. */
  array?: ArraySpec;
  /** Default: `seed`. Give each array of a plant its own, and it keeps its spread, sensors and converter from day to day. */
  arraySeed?: number | string;
  /** Field failures put in on purpose; default none. */
  inject?: readonly InjectedFailure[];
  /** Worse sensors than usual; default none. */
  sensors?: SensorStress;
}

/** What is known of a simulated array-day; JSON can hold it. */
export interface ArrayDayTruth {
  condition: Condition;
  sky: SkyRegime;
  /** First slot with the fault; null for a normal day. */
  onsetSlot: number | null;
  /** Part of the day's energy that the fault takes against the same array healthy, 0..1; 0 for a normal day. */
  lossPart: number;
  parameters: Readonly<Record<string, Json>>;
  /** What goes wrong beside the condition. */
  failures: Readonly<Record<string, Json>>;
  /** Where the failures lie that were asked for. */
  injected: readonly InjectedStretch[];
  /** Gain of the pyranometer, 1 when it is right. */
  irradianceGain: number;
  soiling: number;
  limitPowerW: number | null;
}

/** Below this light, W/m², an array is taken for dark: its voltage goes to 0 with the light. */
const DARK_IRRADIANCE = 2;

/**
 * One array over one plant day: light and heat to its modules, their circuit with its fault, the converter that tracks
 * it and the sensors that report it. The same options give the same bytes.
 * @returns four series of 4,320 readings (V, A, °C, W/m²; NaN where a reading is missing) and what was drawn.
 */
export function simulateArrayDay(options: ArrayDayOptions): { series: ArraySeries; truth: ArrayDayTruth } {
  const { condition, weather, array: spec = DEFAULT_ARRAY, seed, arraySeed = seed, sensors = {} } = options;
  checkArraySpec(spec);
  checkWeather(weather);
  checkSensorStress(sensors);
  const array = buildArray(spec, createRandom(arraySeed).fork('array'));
  const random = createRandom(seed).fork('day');
  const [dawn, dusk] = litSlots(weather);
  const fault = drawCondition(condition, {
    spec,
    random: random.fork('condition'),
    dawn,
    dusk,
    diffusePart: weather.diffusePart,
  });
  const failures = drawFailures(random.fork('failures'), dawn, dusk);
  const injected = drawInjected(options.inject ?? [], random.fork('injected'), dawn, dusk);
  const circuit = createArrayCircuit(array);
  const day = operate(array, circuit, weather, fault, failures.outage, random);
  const traits = stressedTraits(array.sensors, sensors);
  const series = measure(day, traits, failures.thermometer, random.fork('sensors'), sensors.noiseFactor);
  inject(series, day.irradiance, injected);
  cutGaps(series, failures.gaps);
  const lossPart = lossPartOf({
    circuit,
    highestVoltage: 1.3 * array.stc.openCircuitVoltage,
    irradiance: day.irradiance.map((light) => light * (1 - array.soiling)),
    cellTemperature: day.temperature,
    onsetSlot: fault.onsetSlot,
    stateAt: fault.stateAt,
  });
  const truth: ArrayDayTruth = {
    condition,
    sky: weather.regime,
    onsetSlot: fault.onsetSlot,
    lossPart,
    parameters: fault.parameters,
    failures: describeFailures(failures),
    injected,
    irradianceGain: traits.irradianceGain,
    soiling: array.soiling,
    limitPowerW: array.tracker.limitPower,
  };
  return { series, truth };
}

/** What the array and its converter really do: voltage, current, module temperature and irradiance of each slot. */
function operate(
  array: BuiltArray,
  circuit: ArrayCircuit,
  weather: WeatherDay,
  fault: Fault,
  outage: Stretch | null,
  random: Random,
): TrueDay {
  const irradiance = weather.poaIrradiance;
  const { lo, hi } = WEATHER.thermalMinutes;
  const lagMinutes = random.fork('heat').uniform(lo, hi);
  const temperature = moduleTemperature(irradiance, weather.airTemperature, weather.windSpeed, lagMinutes);
  const tracker = createTracker(array, random.fork('tracker'));
  const voltage = new Float64Array(SLOTS_PER_DAY);
  const current = new Float64Array(SLOTS_PER_DAY);
  const powerAt = (v: number) => v * circuit.trackedCurrentAt(v);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const light = (irradiance[slot] as number) * (1 - array.soiling);
    if (light <= 0) continue;
    circuit.set(Math.max(light, DARK_IRRADIANCE), temperature[slot] as number, fault.stateAt(slot));
    const isOut = outage !== null && slot >= outage.from && slot < outage.to;
    if (isOut) tracker.stop();
    const held = isOut || light < DARK_IRRADIANCE ? null : tracker.follow(powerAt, light);
    if (held === null) {
      const open = openCircuitVoltageOf(circuit.currentAt, 1.3 * array.stc.openCircuitVoltage);
      voltage[slot] = open * Math.min(light / DARK_IRRADIANCE, 1);
    } else {
      voltage[slot] = held;
      current[slot] = Math.max(circuit.currentAt(held), 0);
    }
  }
  return { voltage, current, temperature, irradiance };
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

/** Slots [first, last + 1) with light worth the name, 20 W/m² or more; the middle of the day when there is none. */
function litSlots(weather: WeatherDay): [number, number] {
  const first = weather.poaIrradiance.findIndex((light) => light > 20);
  if (first < 0) return [SLOTS_PER_DAY / 2, SLOTS_PER_DAY / 2 + 1];
  return [first, weather.poaIrradiance.findLastIndex((light) => light > 20) + 1];
}

function checkWeather(weather: WeatherDay): void {
  for (const name of ['poaIrradiance', 'diffusePart', 'airTemperature', 'windSpeed'] as const) {
    const values = weather[name];
    if (values.length !== SLOTS_PER_DAY) {
      throw new HeliographError(
        'invalid_input',
        `weather.${name} must hold ${SLOTS_PER_DAY} values, not ${values.length}`,
      );
    }
    const lowest = name === 'airTemperature' ? -273 : 0;
    const bad = values.findIndex((value) => !(value >= lowest && Number.isFinite(value)));
    if (bad < 0) continue;
    const least = name === 'airTemperature' ? 'above -273' : '0 or more';
    throw new HeliographError('invalid_input', `weather.${name}[${bad}] must be ${least}, not ${values[bad]}`);
  }
}
