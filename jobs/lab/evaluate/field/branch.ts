import { type Bridge, bridgedPairTable } from './bridged-pair.ts';
import { lightCurrentAt } from './diode.ts';
import { openCircuitVoltage, type StringBuild, type StringState, stringCurve } from './string-curve.ts';
import { cubicWeights, tableOf } from './voltage-table.ts';

// Curves are solved at these irradiances, temperatures and remainders, once wanted, and blended between.
const IRRADIANCES = [4, 8, 16, 32, 64, 125, 250, 400, 600, 800, 1000, 1200, 1500];
const CELLS_C = [-40, -15, 10, 30, 50, 70, 95];
const REMAINDERS = [0.01, 0.06, 0.15, 0.3, 0.5, 0.75, 1];
const LOG_IRRADIANCES = IRRADIANCES.map(Math.log);

interface Node {
  readonly openV: number;
  readonly lightCurrent: number;
  readonly table: Float64Array;
}

/** Place among the nodes, held at the ends: the whole part is the node below, the rest the way to the next. */
function placeOf(nodes: readonly number[], value: number): number {
  const last = nodes.length - 1;
  if (value <= (nodes[0] ?? 0)) return 0;
  if (value >= (nodes[last] ?? 0)) return last;
  let at = 0;
  while ((nodes[at + 1] ?? 0) <= value) at++;
  const left = nodes[at] ?? 0;
  return at + (value - left) / ((nodes[at + 1] ?? 0) - left);
}

/** Strings of one make and state, or a bridged pair, that share the array's voltage: current at a voltage. */
export class Branch {
  readonly #build: StringBuild;
  readonly #state: StringState | Bridge;
  readonly #nodes = new Map<number, Node>();
  readonly #weights = new Float64Array(4);
  readonly #tables: Float64Array[] = [];
  readonly #shares = new Float64Array(8);
  readonly #shaded: boolean;
  #corners = 0;
  #openV = 1;

  constructor(build: StringBuild, state: StringState | Bridge) {
    this.#build = build;
    this.#state = state;
    this.#shaded = 'shadedSubstrings' in state && state.shadedSubstrings > 0;
  }

  /**
   * Sets the conditions that `current` answers for.
   * @param irradiance W/m2 on the cells @param cellC degC @param remainder light of shaded cells over that of lit ones
   */
  at(irradiance: number, cellC: number, remainder: number): void {
    const light = placeOf(LOG_IRRADIANCES, Math.log(Math.max(irradiance, 0.01)));
    const warmth = placeOf(CELLS_C, cellC);
    const shade = this.#shaded ? placeOf(REMAINDERS, remainder) : REMAINDERS.length - 1;
    const [i, j, k] = [Math.floor(light), Math.floor(warmth), Math.floor(shade)];
    const [x, y, z] = [light - i, warmth - j, shade - k];
    const amps = lightCurrentAt(this.#build.module, Math.max(irradiance, 0), cellC);
    this.#corners = 0;
    this.#openV = 0;
    for (let corner = 0; corner < 8; corner++) {
      const share = (corner & 1 ? x : 1 - x) * (corner & 2 ? y : 1 - y) * (corner & 4 ? z : 1 - z);
      if (share < 1e-6) continue;
      const node = this.#node(i + (corner & 1), j + ((corner >> 1) & 1), k + (corner >> 2));
      this.#tables[this.#corners] = node.table;
      this.#shares[this.#corners] = (share * amps) / node.lightCurrent;
      this.#openV += share * node.openV;
      this.#corners++;
    }
  }

  /** A at a voltage across the branch; negative where the voltage is above what it can give. */
  current(volts: number): number {
    const weights = this.#weights;
    const first = cubicWeights(volts / this.#openV, weights);
    const [w0, w1, w2, w3] = [weights[0] ?? 0, weights[1] ?? 0, weights[2] ?? 0, weights[3] ?? 0];
    let sum = 0;
    for (let n = 0; n < this.#corners; n++) {
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
    const lightCurrent = lightCurrentAt(this.#build.module, irradiance, cellC);
    const node = { openV, lightCurrent, table };
    this.#nodes.set(key, node);
    return node;
  }
}
