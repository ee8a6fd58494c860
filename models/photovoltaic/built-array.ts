import { HeliographError } from '#server/errors.ts';
import type { ArraySpec } from './array-spec.ts';
import type { Random } from './random.ts';
import { CLIPPING, type Range, SENSORS, SPREAD, TRACKING } from './ranges.ts';
import { diodeParameters, maximumPowerPoint, type OperatingPoint, openCircuitVoltage } from './single-diode.ts';
import type { ModuleSpread } from './substring-table.ts';
import { DEGRADATION } from './wide-ranges.ts';

/** How an array's sensors differ from perfect ones; the same on all its days. */
export interface SensorTraits {
  voltageGain: number;
  currentGain: number;
  irradianceGain: number;
  temperatureOffset: number;
  /** Quantisation of the voltage, V. */
  voltageStep: number;
}

/** How an array's converter tracks; voltages in V, powers in W. */
export interface TrackerTraits {
  stepVoltage: number;
  stepsPerSlot: number;
  /** Slots between two sweeps of the whole curve; null: never sweeps. */
  sweepSlots: number | null;
  cutInVoltage: number;
  startPower: number;
  /** Power the converter limits itself to; null: no limit within reach. */
  limitPower: number | null;
}

/** What is known of an array beside its kind, instead of drawn; what is left out stays as it is drawn. */
export interface BuildTraits {
  /** Part of the light that dirt takes, 0..0.9. */
  soiling?: number;
  /** Part of its power at STC that a module has lost with age, 0..0.9; default 0. */
  degradation?: number;
  /** So many strings have modules of their own, the others repeat them: large arrays are drawn faster. Default all. */
  unlikeStrings?: number;
  /** So many modules differ. Default all. */
  unlikeModules?: number;
  /** Whether faults grow with the array; default no: as many modules as in an array of 5 by 3. */
  scaledFaults?: boolean;
}

/** One real array: its modules with their spread, its wiring, its sensors and its converter. */
export interface BuiltArray {
  spec: ArraySpec;
  /** [string][module], the first module at the grounded negative end. */
  modules: readonly (readonly ModuleSpread[])[];
  /** Part of the light that dirt takes, 0..1. */
  soiling: number;
  /** Wiring resistance a module, ohm. */
  wiringResistance: number;
  sensors: SensorTraits;
  tracker: TrackerTraits;
  /** At 1000 W/m² and 25 °C without any loss. */
  stc: { openCircuitVoltage: number; power: number; voltage: number; current: number };
}

/** Maximum power point of an array of datasheet modules at 1000 W/m² and 25 °C without any loss: V, A, W. */
export function maximumPowerOf({ module, modulesInSeries, strings }: ArraySpec): OperatingPoint {
  const { voltage, current, power } = maximumPowerPoint(diodeParameters(module, 1000, 25));
  return {
    voltage: modulesInSeries * voltage,
    current: strings * current,
    power: modulesInSeries * strings * power,
  };
}

/** Draws what stays with an array: the same random stream gives the same array. Throws for traits no array has. */
export function buildArray(spec: ArraySpec, random: Random, traits: BuildTraits = {}): BuiltArray {
  const { degradation = 0, unlikeStrings = spec.strings, unlikeModules = Number.POSITIVE_INFINITY } = traits;
  checkPart('degradation', degradation);
  const within = (range: Range) => random.uniform(range.lo, range.hi);
  const reference = diodeParameters(spec.module, 1000, 25);
  const mpp = maximumPowerPoint(reference);
  const stc = {
    openCircuitVoltage: spec.modulesInSeries * openCircuitVoltage(reference),
    ...maximumPowerOf(spec),
  };
  const age = agedFactors(degradation, spec.module.rS, mpp);
  const pool: ModuleSpread[] = [];
  const drawModule = () => {
    if (pool.length >= unlikeModules) return random.pick(pool);
    const spread = {
      photocurrent: within(SPREAD.modulePower) * age.photocurrent,
      seriesResistance: within(SPREAD.resistance) * age.seriesResistance,
      shuntResistance: within(SPREAD.resistance) * age.shuntResistance,
    };
    pool.push(spread);
    return spread;
  };
  const unlike = Array.from({ length: Math.min(unlikeStrings, spec.strings) }, () =>
    Array.from({ length: spec.modulesInSeries }, drawModule),
  );
  const modules = Array.from({ length: spec.strings }, (_, index) => unlike[index % unlike.length] as ModuleSpread[]);
  const drawnSoiling = within(SPREAD.soiling);
  const { soiling = drawnSoiling } = traits;
  checkPart('soiling', soiling);
  return {
    spec,
    modules,
    soiling,
    wiringResistance: (within(SPREAD.wiringLoss) * mpp.voltage) / mpp.current,
    sensors: drawSensors(random.fork('sensors')),
    tracker: drawTracker(random.fork('tracker'), stc),
    stc,
  };
}

/** Factors on the module's parameters that together take `degradation` of its power: less current, more series resistance. */
function agedFactors(degradation: number, rS: number, mpp: OperatingPoint): ModuleSpread {
  const ofCurrent = DEGRADATION.photocurrentPart * degradation;
  const more = ((degradation - ofCurrent) * mpp.voltage) / mpp.current;
  return {
    photocurrent: 1 - ofCurrent,
    seriesResistance: rS > 0 ? 1 + more / rS : 1,
    shuntResistance: 1 - degradation,
  };
}

function checkPart(name: string, value: number): void {
  if (value >= 0 && value <= 0.9) return;
  throw new HeliographError('invalid_input', `build.${name} must be from 0 to 0.9, not ${value}`);
}

function drawSensors(random: Random): SensorTraits {
  const { gainSd, badPyranometer } = SENSORS;
  const bad = random.chance(badPyranometer.chance);
  const badError = random.uniform(-badPyranometer.error, badPyranometer.error);
  return {
    voltageGain: 1 + gainSd.voltage * random.normal(),
    currentGain: 1 + gainSd.current * random.normal(),
    irradianceGain: 1 + (bad ? badError : gainSd.irradiance * random.normal()),
    temperatureOffset: SENSORS.temperatureOffsetSd * random.normal(),
    voltageStep: random.pick(SENSORS.voltageSteps),
  };
}

function drawTracker(random: Random, stc: { openCircuitVoltage: number; power: number }): TrackerTraits {
  const within = (range: Range) => random.uniform(range.lo, range.hi);
  const sweeps = random.chance(TRACKING.sweepChance);
  const sweepSlots = Math.round(within(TRACKING.sweepMinutes) * 3);
  const limits = random.chance(CLIPPING.chance);
  const limitPower = within(CLIPPING.limit) * stc.power;
  return {
    stepVoltage: within(TRACKING.step) * stc.openCircuitVoltage,
    stepsPerSlot: random.integer(TRACKING.stepsPerSlot.lo, TRACKING.stepsPerSlot.hi),
    sweepSlots: sweeps ? sweepSlots : null,
    cutInVoltage: within(TRACKING.cutIn) * stc.openCircuitVoltage,
    startPower: within(TRACKING.startPower) * stc.power,
    limitPower: limits ? limitPower : null,
  };
}
