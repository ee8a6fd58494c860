import { GroupCircuit, type StringGroup } from './group-circuit.ts';
import type { Snow } from './plan.ts';

/** The strings of an array in parallel: its current at a voltage, slot by slot. */
export class ArrayCircuit {
  readonly #groups: readonly GroupCircuit[];

  constructor(groups: readonly StringGroup[], blockingDiodes: boolean, snow: Snow | null) {
    this.#groups = groups.map((group) => new GroupCircuit(group, blockingDiodes, snow));
  }

  /** Sets the slot that `current` answers for; without `faulty` no fault has happened. */
  at(slot: number, faulty: boolean): void {
    for (const group of this.#groups) group.at(slot, faulty);
  }

  /** A at a voltage over the array. */
  current(volts: number): number {
    let sum = 0;
    for (const group of this.#groups) sum += group.current(volts);
    return sum;
  }
}
