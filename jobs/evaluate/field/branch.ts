import { type Bridge, bridgedPairTable } from './bridged-pair.ts';
import { diodeAt } from './diode.ts';
import { openCircuitVoltage, type StringBuild, type StringState, stringCurve } from './string-curve.ts';
import { cubicWeights, tableOf } from './voltage-table.ts';

// Curves are solved at these irradiances, temperatures and remainders, once wanted, and blended between.
const IRRADIANCES = [4, 8, 16, 32, 64, 125, 250, 400, 600, 800, 1000, 1200, 1500];
const CELLS_C = [-40, -15, 10, 30, 50, 70, 95];
const REMAINDERS = [0.01, 0.05, 0.12, 0.22, 0.35, 0.5, 0.7, 0.85, 1];
const LOG_IRRADIANCES = IRRADIANCES.map(Math.log);

interface Node {
  readonly openV: number;
  readonly lightCurrent: number;
  readonly table: Float64Array;
}

/** Index of the node below and the share of the way to the next, held at the ends. */
function between(nodes: readonly number[], value: number): [number, number] {
  let at = 0;
  while (at < nodes.length - 2 && (nodes[at + 1] ?? 0) <= value) at++;
  const [left, right] = [nodes[at] ?? 0, nodes[at + 1] ?? 0];
  return [at, Math.min(Math.max((value - left) / (right - left), 0), 1)];
}

/** Strings of one make and state, or a bridged pair, that share the array's voltage: current at a voltage. */
export class Branch {
  readonly #build: StringBuild;
  readonly #state: StringState | Bridge;
  readonly #nodes = new Map<number, Node>();
  readonly #weights = new Float64Array(4);
  readonly #tables: Float64Array[] = [];
  readonly #shares: number[] = [];
  #openV = 1;

  constructor(build: StringBuild, state: StringState | Bridge) {
    this.#build = build;
    this.#state = state;
  }

  /**
   * Sets the conditions that `current` answers for.
   * @param irradiance W/m2 on the cells @param cellC degC @param remainder light of shaded cells over that of lit ones
   */
  at(irradiance: number, cellC: number, remainder: number): void {
    const [i, x] = between(LOG_IRRADIANCES, Math.log(Math.max(irradiance, 0.01)));
    const [j, y] = between(CELLS_C, cellC);
    const shaded = 'shadedSubstrings' in this.#state && this.#state.shadedSubstrings > 0;
    const [k, z] = shaded ? between(REMAINDERS, remainder) : [REMAINDERS.length - 2, 1];
    this.#tables.length = 0;
    this.#shares.length = 0;
    this.#openV = 0;
    const light = diodeAt(this.#build.module, Math.max(irradiance, 0), cellC).lightCurrent;
    for (let corner = 0; corner < 8; corner++) {
      const [di, dj, dk] = [corner & 1, (corner >> 1) & 1, corner >> 2];
      const share = (di ? x : 1 - x) * (dj ? y : 1 - y) * (dk ? z : 1 - z);
      if (share < 1e-6) continue;
      const node = this.#node(i + di, j + dj, k + dk);
      this.#tables.push(node.table);
      this.#shares.push((share * light) / node.lightCurrent);
      this.#openV += share * node.openV;
    }
  }

  /** A at a voltage across the branch; negative where the voltage is above what it can give. */
  current(volts: number): number {
    const weights = this.#weights;
    const first = cubicWeights(volts / this.#openV, weights);
    const [w0, w1, w2, w3] = [weights[0] ?? 0, weights[1] ?? 0, weights[2] ?? 0, weights[3] ?? 0];
    let sum = 0;
    for (let n = 0; n < this.#tables.length; n++) {
      const table = this.#tables[n];
      if (!table) break;
      const amps =
        w0 * (table[first] ?? 0) +
        w1 * (table[first + 1] ?? 0) +
        w2 * (table[first + 2] ?? 0) +
        w3 * (table[first + 3] ?? 0);
      sum += amps * (this.#shares[n] ?? 0);
    }
    return sum;
  }

  #node(i: number, j: number, k: number): Node {
    const key = (i * CELLS_C.length + j) * REMAINDERS.length + k;
    const known = this.#nodes.get(key);
    if (known) return known;
    const [irradiance, cellC, remainder] = [IRRADIANCES[i] ?? 0, CELLS_C[j] ?? 0, REMAINDERS[k] ?? 1];
    const openV = openCircuitVoltage(this.#build, irradiance, cellC);
    const state = this.#state;
    const table =
      'below' in state
        ? bridgedPairTable(this.#build, state, irradiance, cellC, openV)
        : tableOf(stringCurve(this.#build, state, irradiance, cellC, remainder), openV);
    const lightCurrent = diodeAt(this.#build.module, irradiance, cellC).lightCurrent;
    const node = { openV, lightCurrent, table };
    this.#nodes.set(key, node);
    return node;
  }
}
