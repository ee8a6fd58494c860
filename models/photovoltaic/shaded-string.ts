import { bypassed } from './bishop.ts';
import { addInSeries, type Curve, createCurve, voltageNear } from './curve.ts';
import { SUBSTRINGS_PER_MODULE } from './ranges.ts';
import type { Place, Segments } from './segments.ts';
import { CURVE_POINTS } from './substring-table.ts';

/** Builds the curve of a string with some cells in shadow. Holds buffers: one caller at a time. */
export type ShadedString = (options: {
  string: number;
  /** Modules of the string that are meant; ascending. */
  modules: readonly number[];
  /** Shaded cells of each substring, 0 .. cellsInSubstring, in the order of the string. */
  covered: Uint8Array;
  lit: Place;
  /** The same temperature at the light left under the shadow. */
  shaded: Place;
  out: Curve;
}) => void;

export function createShadedString(
  segments: Segments,
  cellsInSubstring: number,
  wiringResistance: number,
): ShadedString {
  const bright = createCurve(CURVE_POINTS);
  const dark = createCurve(CURVE_POINTS);
  const sum = createCurve(2 * CURVE_POINTS);
  const untouched = createCurve(CURVE_POINTS);

  /**
   * Adds `count` like modules to `sum`: each substring is its lit cells and its shaded cells at one current, or its
   * bypass diode.
   */
  const addModules = (covered: Uint8Array, first: number, count: number) => {
    let [i, j] = [0, 0];
    for (let n = 0; n < sum.length; n++) {
      const current = sum.current[n] as number;
      while (i < bright.length && (bright.current[i] as number) < current) i++;
      while (j < dark.length && (dark.current[j] as number) < current) j++;
      const lit = voltageNear(bright, i, current);
      const shaded = voltageNear(dark, j, current);
      let voltage = -current * wiringResistance;
      for (let k = first; k < first + SUBSTRINGS_PER_MODULE; k++) {
        voltage += bypassed(lit + ((covered[k] as number) / cellsInSubstring) * (shaded - lit));
      }
      sum.voltage[n] = (sum.voltage[n] as number) + count * voltage;
    }
  };

  return ({ string, modules, covered, lit, shaded, out }) => {
    const free: number[] = [];
    const touched: { index: number; kind: number; count: number }[] = [];
    for (const index of modules) {
      const first = index * SUBSTRINGS_PER_MODULE;
      if (!isCovered(covered, first)) {
        free.push(index);
        continue;
      }
      const kind = segments.kindOf(string, index);
      const like = touched.find((one) => {
        return one.kind === kind && sameCover(covered, one.index * SUBSTRINGS_PER_MODULE, first);
      });
      if (like) like.count++;
      else touched.push({ index, kind, count: 1 });
    }
    if (touched.length === 0) return segments.read(string, modules, lit, out);
    sum.length = 0;
    for (const { index, count } of touched) {
      segments.readSubstring(string, index, lit, bright);
      segments.readSubstring(string, index, shaded, dark);
      if (sum.length === 0) {
        addInSeries(bright, dark, sum);
        sum.voltage.fill(0, 0, sum.length);
      }
      addModules(covered, index * SUBSTRINGS_PER_MODULE, count);
    }
    segments.read(string, free, lit, untouched);
    addInSeries(untouched, sum, out);
  };
}

function isCovered(covered: Uint8Array, first: number): boolean {
  for (let k = first; k < first + SUBSTRINGS_PER_MODULE; k++) if ((covered[k] as number) > 0) return true;
  return false;
}

function sameCover(covered: Uint8Array, one: number, other: number): boolean {
  for (let k = 0; k < SUBSTRINGS_PER_MODULE; k++) if (covered[one + k] !== covered[other + k]) return false;
  return true;
}
