import { bypassed } from './bishop.ts';
import type { BuiltArray } from './built-array.ts';
import type { Curve } from './curve.ts';
import { range } from './range.ts';
import { SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { photocurrentOf } from './single-diode.ts';
import {
  CURRENT_NODES,
  CURVE_POINTS,
  IRRADIANCE_NODES,
  type ModuleSpread,
  nodeParametersOf,
  substringTable,
  TEMPERATURE_NODES,
} from './substring-table.ts';

/** A place between the nodes of the tables: four offsets with their weights, and the photocurrent there, A. */
export interface Place {
  offsets: [number, number, number, number];
  weights: [number, number, number, number];
  photocurrent: number;
}

/** The tables of one array: of each substring, and of runs of modules in series as they are asked for. */
export interface Segments {
  placeAt(irradiance: number, cellTemperature: number): Place;
  /** Curve of the chosen modules of a string in series, in uniform light, with bypass diodes and wiring. */
  read(string: number, modules: readonly number[], place: Place, out: Curve): void;
  /** The same of a whole string. */
  readWhole(string: number, place: Place, out: Curve): void;
  /** Curve of one substring of a module without its bypass diode. */
  readSubstring(string: number, module: number, place: Place, out: Curve): void;
}

/** Solves the tables of an array: a dozen milliseconds, so build it once an array-day. */
export function createSegments(array: BuiltArray): Segments {
  const { module } = array.spec;
  const nodes = nodeParametersOf(module);
  const tables = new Map<ModuleSpread, Float64Array>();
  for (const spread of new Set(array.modules.flat())) tables.set(spread, substringTable(module, nodes, spread));
  const substrings = array.modules.map((string) => string.map((spread) => tables.get(spread) as Float64Array));
  // Strings of the same modules share their runs.
  const likeString = array.modules.map((string) => array.modules.indexOf(string));
  const runs = new Map<string, Float64Array>();
  const wholes: (Float64Array | undefined)[] = [];

  const substringOf = (string: number, index: number) => substrings[string]?.[index] as Float64Array;

  const wholeOf = (string: number) => {
    const like = likeString[string] as number;
    const whole = wholes[like] ?? runOf(like, range(0, array.spec.modulesInSeries));
    wholes[like] = whole;
    return whole;
  };

  const runOf = (string: number, modules: readonly number[]) => {
    const key = `${likeString[string]}:${modules.join(',')}`;
    const known = runs.get(key);
    if (known) return known;
    const run = new Float64Array(nodes.length * CURVE_POINTS);
    for (const index of modules) {
      const table = substringOf(string, index);
      for (let i = 0; i < run.length; i++) {
        run[i] = (run[i] as number) + SUBSTRINGS_PER_MODULE * bypassed(table[i] as number);
      }
    }
    const resistance = modules.length * array.wiringResistance;
    nodes.forEach((node, n) => {
      for (let k = 0; k < CURVE_POINTS; k++) {
        const i = n * CURVE_POINTS + k;
        run[i] = (run[i] as number) - resistance * node.iL * (CURRENT_NODES[k] as number);
      }
    });
    runs.set(key, run);
    return run;
  };

  return {
    placeAt: (irradiance, cellTemperature) => {
      const [g, gPart] = between(IRRADIANCE_NODES, irradiance);
      const [t, tPart] = between(TEMPERATURE_NODES, cellTemperature);
      const first = g * TEMPERATURE_NODES.length + t;
      const next = first + TEMPERATURE_NODES.length;
      return {
        offsets: [first * CURVE_POINTS, (first + 1) * CURVE_POINTS, next * CURVE_POINTS, (next + 1) * CURVE_POINTS],
        weights: [(1 - gPart) * (1 - tPart), (1 - gPart) * tPart, gPart * (1 - tPart), gPart * tPart],
        photocurrent: photocurrentOf(module, irradiance, cellTemperature),
      };
    },
    readWhole: (string, place, out) => readTable(wholeOf(string), place, out),
    read: (string, modules, place, out) => readTable(runOf(string, modules), place, out),
    readSubstring: (string, index, place, out) => readTable(substringOf(string, index), place, out),
  };
}

function readTable(table: Float64Array, place: Place, out: Curve): void {
  const [o0, o1, o2, o3] = place.offsets;
  const [w0, w1, w2, w3] = place.weights;
  for (let k = 0; k < CURVE_POINTS; k++) {
    out.voltage[k] =
      w0 * (table[o0 + k] as number) +
      w1 * (table[o1 + k] as number) +
      w2 * (table[o2 + k] as number) +
      w3 * (table[o3 + k] as number);
    out.current[k] = (CURRENT_NODES[k] as number) * place.photocurrent;
  }
  out.length = CURVE_POINTS;
}

/** Index of the node below a value and the part of the way to the next one; held at the first and last node. */
function between(nodes: readonly number[], value: number): [number, number] {
  let index = 0;
  while (index < nodes.length - 2 && value >= (nodes[index + 1] as number)) index++;
  const below = nodes[index] as number;
  const part = (value - below) / ((nodes[index + 1] as number) - below);
  return [index, Math.min(Math.max(part, 0), 1)];
}
