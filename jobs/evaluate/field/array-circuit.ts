import { Branch } from './branch.ts';
import { clamp } from './day-grid.ts';
import type { Fault } from './fault.ts';
import type { PlaneLight } from './light.ts';
import type { Snow } from './plan.ts';
import type { StringBuild, StringState } from './string-curve.ts';

/** Strings that are made, lit and damaged alike. */
export interface StringGroup {
  readonly build: StringBuild;
  readonly count: number;
  readonly light: PlaneLight;
  readonly cellC: Float64Array;
  readonly faults: readonly Fault[];
}

interface Term {
  readonly branch: Branch;
  readonly count: number;
  /** Volts lost in the string before the array's terminals: a diode's or an arc's. */
  readonly liftV: number;
  /** Whether it lets nothing back. */
  readonly oneWay: boolean;
}

const DIODE_V = 0.7;
const GROUND_OHMS = [1.2, 1.8, 2.7, 4, 6, 9, 14, 22, 35, 55, 80];
/** The edge of a row's shadow has passed a cell's height, a sixth of a substring. */
const CELL_ROWS = 6;

/** The strings of an array in parallel: its current at a voltage, slot by slot. */
export class ArrayCircuit {
  readonly #groups: readonly StringGroup[];
  readonly #blockingDiodes: boolean;
  readonly #snow: Snow | null;
  readonly #branches = new Map<string, Branch>();
  #terms: Term[] = [];

  constructor(groups: readonly StringGroup[], blockingDiodes: boolean, snow: Snow | null) {
    this.#groups = groups;
    this.#blockingDiodes = blockingDiodes;
    this.#snow = snow;
  }

  /** Sets the slot that `current` answers for; without `faulty` no fault has happened. */
  at(slot: number, faulty: boolean): void {
    this.#terms = [];
    this.#groups.forEach((group, index) => {
      this.#addGroup(group, `${index}`, slot, faulty ? group.faults.filter((fault) => fault.onsetSlot <= slot) : []);
    });
  }

  /** A at a voltage over the array. */
  current(volts: number): number {
    let sum = 0;
    for (const { branch, count, liftV, oneWay } of this.#terms) {
      const amps = branch.current(volts + liftV);
      sum += count * (oneWay && amps < 0 ? 0 : amps);
    }
    return sum;
  }

  #addGroup(group: StringGroup, name: string, slot: number, faults: readonly Fault[]): void {
    if (faults.some((fault) => fault.kind === 'open')) return;
    const snow = this.#snow && slot < this.#snow.offSlot ? this.#snow : null;
    const cover = snow?.covers === 'all' ? snow.through : 1;
    const light = (group.light.cells[slot] ?? 0) * cover;
    const shade = faults.find((fault) => fault.kind === 'shade');
    const beamShare = group.light.beamShare[slot] ?? 0;
    // Behind a cloud there is no beam to stand in: the shaded cells lose little.
    let remainder = shade ? 1 - (1 - shade.remainder) * Math.min(1, beamShare / 0.8) : 1 - beamShare;
    let substrings = shade?.substrings[slot] ?? 0;
    let edge = substrings % 1;
    if (substrings === 0) {
      const rows = 3 * (group.light.rowShade[slot] ?? 0);
      substrings = rows;
      edge = Math.min(1, (rows % 1) * CELL_ROWS);
      remainder = 1 - beamShare;
      if (snow && snow.covers !== 'all') [substrings, edge, remainder] = [snow.covers, 0, snow.through];
      substrings *= group.build.modules;
      if (edge > 0) {
        const whole = Math.floor(rows) * group.build.modules;
        this.#add(group, name, slot, faults, { shadedSubstrings: whole, shadedShare: 1 }, 1 - edge, light, remainder);
        this.#add(
          group,
          name,
          slot,
          faults,
          { shadedSubstrings: whole + group.build.modules, shadedShare: 1 },
          edge,
          light,
          remainder,
        );
        return;
      }
    }
    const shadedShare = shade?.shadedShare ?? 1;
    const whole = Math.floor(substrings);
    this.#add(group, name, slot, faults, { shadedSubstrings: whole, shadedShare }, 1 - edge, light, remainder);
    if (edge > 0)
      this.#add(group, name, slot, faults, { shadedSubstrings: whole + 1, shadedShare }, edge, light, remainder);
  }

  #add(
    group: StringGroup,
    name: string,
    slot: number,
    faults: readonly Fault[],
    shade: StringState,
    share: number,
    light: number,
    remainder: number,
  ): void {
    const cellC = group.cellC[slot] ?? 25;
    const arc = faults.find((fault) => fault.kind === 'arc');
    const dropV = arc?.dropV[slot] ?? 0;
    const base = {
      liftV: dropV + (this.#blockingDiodes ? DIODE_V : 0),
      // An arc that nothing feeds goes out.
      oneWay: this.#blockingDiodes || dropV > 0,
    };
    const put = (key: string, state: ConstructorParameters<typeof Branch>[1], count: number) => {
      const branch = this.#branches.get(key) ?? new Branch(group.build, state);
      this.#branches.set(key, branch);
      branch.at(light, cellC, remainder);
      this.#terms.push({ branch, count, ...base });
    };
    const count = share * group.count;
    if (count <= 0) return;
    const shaded = `${name}/${shade.shadedSubstrings}x${shade.shadedShare}`;
    const line = faults.find((fault) => fault.kind === 'short' || fault.kind === 'bridge' || fault.kind === 'ground');
    const room = group.build.modules * 3 - shade.shadedSubstrings;
    if (line?.kind === 'bridge') put(`${name}/bridge`, line.bridge, count / 2);
    else if (line?.kind === 'short' && room >= 3 * line.path.modules)
      put(`${shaded}/short`, { ...shade, path: line.path }, count);
    else if (line?.kind === 'ground' && room >= 3 * line.modules) {
      const wanted = Math.log(clamp(line.ohm[slot] ?? 10, 1.2, 80));
      const above = Math.max(
        1,
        GROUND_OHMS.findIndex((ohm) => Math.log(ohm) >= wanted),
      );
      const [low, high] = [GROUND_OHMS[above - 1] ?? 1.2, GROUND_OHMS[above] ?? 80];
      const along = clamp((wanted - Math.log(low)) / Math.log(high / low), 0, 1);
      put(`${shaded}/ground${above - 1}`, { ...shade, path: { modules: line.modules, ohm: low } }, count * (1 - along));
      put(`${shaded}/ground${above}`, { ...shade, path: { modules: line.modules, ohm: high } }, count * along);
    } else put(shaded, shade, count);
  }
}
