/** What a converter hangs on: conditions of a slot, and the current at a voltage. */
export interface Source {
  at(slot: number): void;
  current(volts: number): number;
}

/** An array's own values at STC: V, V, W. */
export interface Rating {
  readonly vOc: number;
  readonly vMp: number;
  readonly power: number;
}
