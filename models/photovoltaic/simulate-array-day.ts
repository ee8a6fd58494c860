import type { ArraySeries } from '#domain/channels.ts';
import type { Condition } from '#domain/conditions.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { type ArrayCircuit, createArrayCircuit } from './array-circuit.ts';
import { type ArraySpec, checkArraySpec, DEFAULT_ARRAY } from './array-spec.ts';
import { type BuildTraits, type BuiltArray, buildArray } from './built-array.ts';
import { cutGaps, describeFailures, drawFailures } from './failures.ts';
import type { Fault, Json } from './faults.ts';
import { lifeBesideFaults } from './hidden-fault.ts';
import { drawInjected, type InjectedFailure, type InjectedStretch, inject } from './injected-failures.ts';
import { litSlots } from './lit-slots.ts';
import { lossPartOf } from './loss-part.ts';
import { operate } from './operate.ts';
import { describeLife, type Life } from './plant-life.ts';
import { createRandom } from './random.ts';
import { report, seenBySensors } from './reported-life.ts';
import { noiseOf } from './reporting.ts';
import { checkSensorStress, measure, type SensorStress, stressedTraits, type TrueDay } from './sensors.ts';
import { drawFaults } from './two-faults.ts';
import type { SkyRegime, WeatherDay } from './weather-day.ts';

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
  /** A fault beside the condition, another one than that; default none. */
  second?: Condition;
  /** What is known of the array instead of drawn; `drawWideArray` gives it. */
  build?: BuildTraits;
  /** What befalls the plant and the array that day; default nothing. A part that would hide a fault does not happen. */
  life?: Life;
  /** Whether the truth tells what the fault costs, which takes longer than the day itself; default yes. */
  withLoss?: boolean;
}

/** What is known of a simulated array-day; JSON can hold it. */
export interface ArrayDayTruth {
  condition: Condition;
  /** The fault beside it, if one was asked for. */
  second?: { condition: Condition; onsetSlot: number | null; parameters: Readonly<Record<string, Json>> };
  sky: SkyRegime;
  /** First slot with the fault; null for a normal day. */
  onsetSlot: number | null;
  /** Part of the day's energy that the faults take against the same array healthy, 0..1; 0 for a normal day, NaN when not asked for. */
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
  /** What befell the array beside its condition, as it was given less what would have hidden the fault. */
  life?: Readonly<Record<string, Json>>;
}

/**
 * One array over one plant day: light and heat to its modules, their circuit with its fault, the converter that tracks
 * it and the sensors that report it. The same options give the same bytes.
 * @returns four series of 4,320 readings (V, A, °C, W/m²; NaN where a reading is missing) and what was drawn.
 */
export function simulateArrayDay(options: ArrayDayOptions): { series: ArraySeries; truth: ArrayDayTruth } {
  const { condition, second, weather, array: spec = DEFAULT_ARRAY, seed, arraySeed = seed, sensors = {} } = options;
  checkArraySpec(spec);
  checkWeather(weather);
  checkSensorStress(sensors);
  const array = buildArray(spec, createRandom(arraySeed).fork('array'), options.build);
  const random = createRandom(seed).fork('day');
  const [dawn, dusk] = litSlots(weather);
  const { fault, secondFault } = drawFaults(condition, second, {
    spec,
    random,
    dawn,
    dusk,
    diffusePart: weather.diffusePart,
    scaled: options.build?.scaledFaults ?? false,
  });
  const failures = drawFailures(random.fork('failures'), dawn, dusk);
  const injected = drawInjected(options.inject ?? [], random.fork('injected'), dawn, dusk);
  const circuit = createArrayCircuit(array);
  const life = options.life && lifeBesideFaults(options.life, [fault, secondFault], weather, array.soiling, dawn, dusk);
  const day = operate({ array, circuit, weather, fault, secondFault, outage: failures.outage, life, random });
  const traits = stressedTraits(array.sensors, sensors);
  const series = measure(
    life ? seenBySensors(day, weather, life) : day,
    traits,
    failures.thermometer,
    random.fork('sensors'),
    (sensors.noiseFactor ?? 1) * noiseOf(life?.plant.sampling ?? null),
  );
  if (life) report(series, day.irradiance, life, random.fork('report'));
  inject(series, day.irradiance, injected);
  cutGaps(series, failures.gaps);
  const { withLoss = true } = options;
  const truth: ArrayDayTruth = {
    condition,
    ...(secondFault && second && { second: { condition: second, ...recordOf(secondFault) } }),
    sky: weather.regime,
    onsetSlot: fault.onsetSlot,
    lossPart: withLoss ? lossOf(array, circuit, day, fault, secondFault) : Number.NaN,
    parameters: fault.parameters,
    failures: describeFailures(failures),
    injected,
    irradianceGain: traits.irradianceGain,
    soiling: array.soiling,
    limitPowerW: array.tracker.limitPower,
    ...(life && { life: describeLife(life) }),
  };
  return { series, truth };
}

const recordOf = ({ onsetSlot, parameters }: Fault) => ({ onsetSlot, parameters });

function lossOf(array: BuiltArray, circuit: ArrayCircuit, day: TrueDay, fault: Fault, second: Fault | null): number {
  const onsets = [fault.onsetSlot, second?.onsetSlot ?? null].filter((slot) => slot !== null);
  return lossPartOf({
    circuit,
    highestVoltage: 1.3 * array.stc.openCircuitVoltage,
    irradiance: day.irradiance.map((light) => light * (1 - array.soiling)),
    cellTemperature: day.temperature,
    onsetSlot: onsets.length > 0 ? Math.min(...onsets) : null,
    stateAt: fault.stateAt,
    ...(second && { secondAt: second.stateAt }),
  });
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
