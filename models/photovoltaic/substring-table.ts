import { reverseCellVoltage } from './bishop.ts';
import type { ModuleParameters } from './module-parameters.ts';
import { SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { type DiodeParameters, diodeParameters } from './single-diode.ts';

// I-V curves are solved once, on a grid of irradiance and temperature, and read by bilinear interpolation.
// The current axis is I / iL of the module without spread: knees and steps then stand still as irradiance changes.
export const IRRADIANCE_NODES: readonly number[] = [
  2, 4, 7, 12, 20, 32, 50, 80, 120, 180, 270, 400, 560, 760, 1050, 1500,
];
export const TEMPERATURE_NODES: readonly number[] = [-25, 0, 25, 50, 75, 100];

/** Currents of the grid as parts of the photocurrent, ascending: dense where the knee is, wide where strings are driven backwards. */
export const CURRENT_NODES: Float64Array = Float64Array.from([
  ...[-4, -3, -2, -1.4, -1, -0.7, -0.45, -0.25, -0.1],
  ...Array.from({ length: 11 }, (_, i) => i * 0.07),
  ...[0.75, 0.79, 0.82, 0.845, 0.865],
  ...Array.from({ length: 54 }, (_, i) => 0.88 + i * 0.003),
  ...[1.05, 1.07, 1.1, 1.2, 1.4, 1.8, 2.5, 4, 7, 12],
]);
export const CURVE_POINTS: number = CURRENT_NODES.length;

/** What sets a module apart from its datasheet: factors on its photocurrent, series and shunt resistance. */
export interface ModuleSpread {
  photocurrent: number;
  seriesResistance: number;
  shuntResistance: number;
}

/** The parameters of a module at every node of the grid; shared by all modules of one type. */
export type NodeParameters = readonly DiodeParameters[];

export function nodeParametersOf(module: ModuleParameters): NodeParameters {
  return IRRADIANCE_NODES.flatMap((irradiance) =>
    TEMPERATURE_NODES.map((temperature) => diodeParameters(module, irradiance, temperature)),
  );
}

/** Voltages on the current axis of each node, V, CURVE_POINTS values a node: a node is worked out when it is first asked for. */
export interface NodeTable {
  values: Float64Array;
  /** Sees to it that a node's values are there. */
  need(node: number): void;
}

/** @param fill works a node's values out: index of the node, offset of its first value */
export function createNodeTable(
  nodes: NodeParameters,
  fill: (values: Float64Array, node: number, offset: number) => void,
): NodeTable {
  const values = new Float64Array(nodes.length * CURVE_POINTS);
  const isThere = new Uint8Array(nodes.length);
  return {
    values,
    need: (node) => {
      if (isThere[node] === 1) return;
      isThere[node] = 1;
      fill(values, node, node * CURVE_POINTS);
    },
  };
}

/**
 * Voltage of one substring (a third of a module, V) without its bypass diode. Above the photocurrent its cells are in
 * reverse.
 */
export function substringTable(module: ModuleParameters, nodes: NodeParameters, spread: ModuleSpread): NodeTable {
  return createNodeTable(nodes, (values, index, offset) => {
    const node = nodes[index] as DiodeParameters;
    const own: DiodeParameters = {
      iL: node.iL * spread.photocurrent,
      iO: node.iO,
      rS: node.rS * spread.seriesResistance,
      rSh: node.rSh * spread.shuntResistance,
      a: node.a,
    };
    for (let k = 0; k < CURVE_POINTS; k++) {
      const current = (CURRENT_NODES[k] as number) * node.iL;
      const terminal = diodeVoltageAt(own, module.cellsInSeries, current) - current * own.rS;
      values[offset + k] = terminal / SUBSTRINGS_PER_MODULE;
    }
  });
}

/** Diode voltage of a whole module at a current, V, by Newton's method from above: the function is concave, it cannot overshoot. */
function diodeVoltageAt(p: DiodeParameters, cells: number, current: number): number {
  const spare = p.iL - current;
  if (spare <= 0) return -cells * reverseCellVoltage((-spare * p.rSh) / cells);
  let voltage = Math.min(p.a * Math.log1p(spare / p.iO), spare * p.rSh);
  for (let step = 0; step < 40; step++) {
    const diode = p.iO * Math.exp(voltage / p.a);
    const move = (spare - diode + p.iO - voltage / p.rSh) / (diode / p.a + 1 / p.rSh);
    voltage += move;
    if (move > -1e-9) break;
  }
  return voltage;
}
