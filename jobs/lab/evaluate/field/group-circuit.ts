import { Branch } from './branch.ts';
import type { Bridge } from './bridged-pair.ts';
import { clamp } from './day-grid.ts';
import type { Fault } from './fault.ts';
import type { PlaneLight } from './light.ts';
import type { Snow } from './plan.ts';
import { type Shade, shadeOf } from './shade.ts';
import type { StringBuild, StringState } from './string-curve.ts';

/** Strings that are made, lit and damaged alike. */
export interface StringGroup {
  readonly build: StringBuild;
  readonly count: number;
  readonly light: PlaneLight;
  readonly cellC: Float64Array;
  readonly faults: readonly Fault[];
}

const DIODE_V = 0.7;
/** A path to earth is solved at these, ohm, and blended between. */
const GROUND_OHMS = [1.2, 1.8, 2.7, 4, 6, 9, 14, 22, 35, 55, 80];

const NO_FAULTS: readonly Fault[] = [];

function pick<K extends Fault['kind']>(faults: readonly Fault[], kind: K): (Fault & { kind: K }) | undefined {
  for (const fault of faults) if (fault.kind === kind) return fault as Fault & { kind: K };
  return undefined;
}

/** The strings of one group: their current at the array's voltage, slot by slot. */
export class GroupCircuit {
  readonly #group: StringGroup;
  readonly #blocking: boolean;
  readonly #snow: Snow | null;
  readonly #branches = new Map<string, Branch>();
  readonly #used: Branch[] = [];
  readonly #counts: number[] = [];
  #watts = 0;
  #cellC = 25;
  /** Volts lost in the strings before the array's terminals. */
  #liftV = 0;
  /** Whether they let nothing back. */
  #oneWay = false;

  constructor(group: StringGroup, blockingDiodes: boolean, snow: Snow | null) {
    [this.#group, this.#blocking, this.#snow] = [group, blockingDiodes, snow];
  }

  /** Sets the slot that `current` answers for; without `faulty` no fault has happened. */
  at(slot: number, faulty: boolean): void {
    const { light, build, faults } = this.#group;
    const now = faulty && faults.length > 0 ? faults.filter((fault) => fault.onsetSlot <= slot) : NO_FAULTS;
    this.#used.length = 0;
    this.#counts.length = 0;
    if (pick(now, 'open')) return;
    const dropV = pick(now, 'arc')?.dropV[slot] ?? 0;
    this.#liftV = dropV + (this.#blocking ? DIODE_V : 0);
    // An arc that nothing feeds goes out: no current comes back over it.
    this.#oneWay = this.#blocking || dropV > 0;
    const snow = this.#snow && slot < this.#snow.offSlot ? this.#snow : null;
    this.#watts = (light.cells[slot] ?? 0) * (snow?.covers === 'all' ? snow.through : 1);
    this.#cellC = this.#group.cellC[slot] ?? 25;
    const shade = shadeOf(light, slot, build.modules, snow, pick(now, 'shade'));
    const bridge = pick(now, 'bridge');
    if (bridge) {
      this.#use('bridge', bridge.bridge, this.#group.count / 2, 1);
      return;
    }
    this.#shaded(shade, shade.whole, 1 - shade.edge, now, slot);
    if (shade.edge > 0) this.#shaded(shade, shade.whole + shade.step, shade.edge, now, slot);
  }

  /** A at a voltage over the array. */
  current(volts: number): number {
    let sum = 0;
    for (let i = 0; i < this.#used.length; i++) {
      const amps = this.#used[i]?.current(volts + this.#liftV) ?? 0;
      if (amps > 0 || !this.#oneWay) sum += amps * (this.#counts[i] ?? 0);
    }
    return sum;
  }

  /** The strings with so many substrings in the shade, and the path that a fault lays across their modules. */
  #shaded(shade: Shade, substrings: number, share: number, faults: readonly Fault[], slot: number): void {
    const count = share * this.#group.count;
    const state: StringState = { shadedSubstrings: substrings, shadedShare: shade.shadedShare };
    const name = `${substrings}x${shade.shadedShare}`;
    const [short, ground] = [pick(faults, 'short'), pick(faults, 'ground')];
    const modules = short?.path.modules ?? ground?.modules ?? 0;
    // The path lies across modules in the sun; where the shadow leaves too few of them, it is the shadow that shows.
    const room = 3 * (this.#group.build.modules - modules) >= substrings;
    if (short && room) this.#use(`${name}/short`, { ...state, path: short.path }, count, shade.remainder);
    else if (ground && room) {
      const ohm = clamp(ground.ohm[slot] ?? 10, 1.2, 80);
      const above = Math.max(
        1,
        GROUND_OHMS.findIndex((one) => one >= ohm),
      );
      const [low, high] = [GROUND_OHMS[above - 1] ?? 1.2, GROUND_OHMS[above] ?? 80];
      const along = clamp(Math.log(ohm / low) / Math.log(high / low), 0, 1);
      this.#use(
        `${name}/ground${low}`,
        { ...state, path: { modules, ohm: low } },
        count * (1 - along),
        shade.remainder,
      );
      this.#use(`${name}/ground${high}`, { ...state, path: { modules, ohm: high } }, count * along, shade.remainder);
    } else this.#use(name, state, count, shade.remainder);
  }

  #use(name: string, state: StringState | Bridge, count: number, remainder: number): void {
    if (count <= 0) return;
    const branch = this.#branches.get(name) ?? new Branch(this.#group.build, state);
    this.#branches.set(name, branch);
    branch.at(this.#watts, this.#cellC, remainder);
    this.#used.push(branch);
    this.#counts.push(count);
  }
}
