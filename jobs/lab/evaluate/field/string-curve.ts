import { type Diode, diodeAt, junctionVoltage } from './diode.ts';
import type { ModuleType } from './module-type.ts';
import { SUBSTRINGS_PER_MODULE, shadedSubstringVoltage, substringVoltage } from './reverse-cell.ts';

/** How the modules of one string are made: `classes` are equal shares of its modules, each with its own light. */
export interface StringBuild {
  readonly module: ModuleType;
  readonly modules: number;
  /** Light current of each class over the nameplate's. */
  readonly classes: readonly number[];
  readonly seriesFactor: number;
  readonly shuntFactor: number;
  readonly wiringOhm: number;
}

/** What is wrong inside one string. */
export interface StringState {
  readonly shadedSubstrings: number;
  /** Share of the cells of a shaded substring that are in the shade. */
  readonly shadedShare: number;
  /** A path of `ohm` across `modules` modules (a short, or earth when the negative pole is earthed). */
  readonly path?: { readonly modules: number; readonly ohm: number };
}

/** A curve as points of falling voltage over rising current. */
export interface Curve {
  readonly current: Float64Array;
  readonly voltage: Float64Array;
}

// Over the light current: backwards as far as neighbours can drive a string, then close about the knee.
const BACKWARD = [-6, -4, -2.6, -1.6, -1, -0.6, -0.35, -0.2, -0.1, -0.05];
const FORWARD = Array.from({ length: 18 }, (_, i) => i / 20);
const KNEE = [-0.1, -0.07, -0.045, -0.03, -0.018, -0.01, -0.005, -0.002, 0, 0.002];

function currentGrid(levels: readonly number[]): Float64Array {
  const top = Math.max(...levels);
  const points = [...BACKWARD, ...FORWARD].map((share) => share * top);
  for (const level of levels) for (const near of KNEE) points.push(level * (1 + near));
  points.push(top * 1.02, top * 1.1);
  return Float64Array.from(points).sort();
}

function withSpread(diode: Diode, build: StringBuild, light: number): Diode {
  return {
    ...diode,
    lightCurrent: diode.lightCurrent * light,
    seriesOhm: diode.seriesOhm * build.seriesFactor,
    shuntOhm: diode.shuntOhm * build.shuntFactor,
  };
}

/**
 * Voltage of a string over its current: the sum of its substrings, each held by its bypass diode.
 * @param irradiance W/m2 on the lit cells @param remainder light of the shaded cells over that of the lit
 */
export function stringCurve(
  build: StringBuild,
  state: StringState,
  irradiance: number,
  cellC: number,
  remainder: number,
): Curve {
  const base = diodeAt(build.module, irradiance, cellC);
  const lit = build.classes.map((light) => withSpread(base, build, light));
  const mean = withSpread(base, build, build.classes.reduce((sum, light) => sum + light, 0) / build.classes.length);
  const shunted = build.module.shuntOhm * build.shuntFactor;
  const dark = {
    ...mean,
    lightCurrent: mean.lightCurrent * remainder,
    shuntOhm: shunted / ((irradiance * remainder) / 1000),
  };
  const levels = lit.map((one) => one.lightCurrent);
  if (state.shadedSubstrings > 0) levels.push(dark.lightCurrent);
  const current = currentGrid(levels);
  const pathModules = state.path?.modules ?? 0;
  const substrings = SUBSTRINGS_PER_MODULE * (build.modules - pathModules) - state.shadedSubstrings;
  const litMean = new Float64Array(current.length);
  const voltage = new Float64Array(current.length);
  for (let i = 0; i < current.length; i++) {
    const amps = current[i] ?? 0;
    let sum = 0;
    for (const one of lit) sum += substringVoltage(one, amps);
    const volts = sum / lit.length;
    litMean[i] = volts;
    voltage[i] = substrings * volts - amps * build.wiringOhm;
    if (state.shadedSubstrings > 0) {
      voltage[i] =
        (voltage[i] ?? 0) + state.shadedSubstrings * shadedSubstringVoltage(mean, dark, state.shadedShare, amps);
    }
  }
  if (state.path) addPath(current, voltage, litMean, state.path);
  return { current, voltage };
}

/** Adds the modules that a path bridges: their own current less what the path takes is the string's; explicit in theirs. */
function addPath(
  current: Float64Array,
  voltage: Float64Array,
  litMean: Float64Array,
  path: { modules: number; ohm: number },
): void {
  const across = litMean.map((volts) => volts * SUBSTRINGS_PER_MODULE * path.modules);
  const outside = across.map((volts, i) => (current[i] ?? 0) - volts / Math.max(path.ohm, 0.01));
  const top = outside.length - 1;
  let at = 0;
  for (let i = 0; i < voltage.length; i++) {
    const amps = current[i] ?? 0;
    while (at < top - 1 && (outside[at + 1] ?? 0) < amps) at++;
    const [x0, x1, y0, y1] = [outside[at] ?? 0, outside[at + 1] ?? 0, across[at] ?? 0, across[at + 1] ?? 0];
    const share = x1 > x0 ? (amps - x0) / (x1 - x0) : 0;
    voltage[i] = (voltage[i] ?? 0) + y0 + (y1 - y0) * share;
  }
}

/** Open-circuit voltage of a nominal string, V: the unit of the tables' voltage axis. */
export function openCircuitVoltage(build: StringBuild, irradiance: number, cellC: number): number {
  return build.modules * junctionVoltage(diodeAt(build.module, irradiance, cellC), 0);
}
