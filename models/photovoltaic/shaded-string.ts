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

  /** Adds one module to `sum`: each substring is its lit cells and its shaded cells at one current, or its bypass diode. */
  const addModule = (cellsShaded: readonly number[]) => {
    let [i, j] = [0, 0];
    for (let n = 0; n < sum.length; n++) {
      const current = sum.current[n] as number;
      while (i < bright.length && (bright.current[i] as number) < current) i++;
      while (j < dark.length && (dark.current[j] as number) < current) j++;
      const lit = voltageNear(bright, i, current);
      const shaded = voltageNear(dark, j, current);
      let voltage = -current * wiringResistance;
      for (const cells of cellsShaded) voltage += bypassed(lit + (cells / cellsInSubstring) * (shaded - lit));
      sum.voltage[n] = (sum.voltage[n] as number) + voltage;
    }
  };

  return ({ string, modules, covered, lit, shaded, out }) => {
    const cellsOf = (index: number) =>
      Array.from(covered.subarray(index * SUBSTRINGS_PER_MODULE, (index + 1) * SUBSTRINGS_PER_MODULE));
    const touched = modules.filter((index) => cellsOf(index).some((cells) => cells > 0));
    if (touched.length === 0) return segments.read(string, modules, lit, out);
    sum.length = 0;
    for (const index of touched) {
      segments.readSubstring(string, index, lit, bright);
      segments.readSubstring(string, index, shaded, dark);
      if (sum.length === 0) {
        addInSeries(bright, dark, sum);
        sum.voltage.fill(0, 0, sum.length);
      }
      addModule(cellsOf(index));
    }
    const free = modules.filter((index) => !touched.includes(index));
    segments.read(string, free, lit, untouched);
    addInSeries(untouched, sum, out);
  };
}
