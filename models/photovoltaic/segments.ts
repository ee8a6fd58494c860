import { bypassed } from './bishop.ts';
import type { BuiltArray } from './built-array.ts';
import type { Curve } from './curve.ts';
import { range } from './range.ts';
import { SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { type DiodeParameters, photocurrentOf } from './single-diode.ts';
import {
  CURRENT_NODES,
  CURVE_POINTS,
  createNodeTable,
  IRRADIANCE_NODES,
  type NodeTable,
  nodeParametersOf,
  substringTable,
  TEMPERATURE_NODES,
} from './substring-table.ts';

/** A place between the nodes of the tables: four nodes with their weights, and the photocurrent there, A. */
export interface Place {
  nodes: [number, number, number, number];
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
  /** Modules of one kind are alike in all. */
  kindOf(string: number, module: number): number;
}

/** Tables of an array, worked out where the day's light and heat ask for them: build it once an array-day. */
export function createSegments(array: BuiltArray): Segments {
  const { module } = array.spec;
  const nodes = nodeParametersOf(module);
  const kinds = [...new Set(array.modules.flat())];
  const tables = kinds.map((spread) => substringTable(module, nodes, spread));
  const kindOf = array.modules.map((string) => string.map((spread) => kinds.indexOf(spread)));
  // Strings of the same modules share their runs.
  const likeString = array.modules.map((string) => array.modules.indexOf(string));
  const runs = new Map<string, NodeTable>();
  const wholes: (NodeTable | undefined)[] = [];

  const substringOf = (string: number, index: number) => tables[kindOf[string]?.[index] as number] as NodeTable;

  const wholeOf = (string: number) => {
    const like = likeString[string] as number;
    const whole = wholes[like] ?? createRun(like, range(0, array.spec.modulesInSeries));
    wholes[like] = whole;
    return whole;
  };

  const runOf = (string: number, modules: readonly number[]) => {
    const key = `${likeString[string]}:${modules.join(',')}`;
    const run = runs.get(key) ?? createRun(string, modules);
    runs.set(key, run);
    return run;
  };

  const createRun = (string: number, modules: readonly number[]) => {
    const inSeries = modules.map((index) => substringOf(string, index));
    const resistance = modules.length * array.wiringResistance;
    return createNodeTable(nodes, (values, node, offset) => {
      for (const table of inSeries) {
        table.need(node);
        for (let i = offset; i < offset + CURVE_POINTS; i++) {
          values[i] = (values[i] as number) + SUBSTRINGS_PER_MODULE * bypassed(table.values[i] as number);
        }
      }
      const { iL } = nodes[node] as DiodeParameters;
      for (let k = 0; k < CURVE_POINTS; k++) {
        values[offset + k] = (values[offset + k] as number) - resistance * iL * (CURRENT_NODES[k] as number);
      }
    });
  };

  return {
    placeAt: (irradiance, cellTemperature) => {
      const [g, gPart] = between(IRRADIANCE_NODES, irradiance);
      const [t, tPart] = between(TEMPERATURE_NODES, cellTemperature);
      const first = g * TEMPERATURE_NODES.length + t;
      const next = first + TEMPERATURE_NODES.length;
      return {
        nodes: [first, first + 1, next, next + 1],
        weights: [(1 - gPart) * (1 - tPart), (1 - gPart) * tPart, gPart * (1 - tPart), gPart * tPart],
        photocurrent: photocurrentOf(module, irradiance, cellTemperature),
      };
    },
    readWhole: (string, place, out) => readTable(wholeOf(string), place, out),
    read: (string, modules, place, out) => readTable(runOf(string, modules), place, out),
    readSubstring: (string, index, place, out) => readTable(substringOf(string, index), place, out),
    kindOf: (string, index) => kindOf[string]?.[index] as number,
  };
}

function readTable({ values: table, need }: NodeTable, place: Place, out: Curve): void {
  const [n0, n1, n2, n3] = place.nodes;
  for (let n = 0; n < 4; n++) need(place.nodes[n] as number);
  const [o0, o1, o2, o3] = [n0 * CURVE_POINTS, n1 * CURVE_POINTS, n2 * CURVE_POINTS, n3 * CURVE_POINTS];
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
