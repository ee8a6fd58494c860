import { Branch } from '#jobs/lab/evaluate/field/branch.ts';
import { CS6U_330P } from '#jobs/lab/evaluate/field/module-type.ts';
import type { StringBuild } from '#jobs/lab/evaluate/field/string-curve.ts';

/** Five modules without any spread. */
export const STRING: StringBuild = {
  module: CS6U_330P,
  modules: 5,
  classes: [1],
  seriesFactor: 1,
  shuntFactor: 1,
  wiringOhm: 0,
};

type State = ConstructorParameters<typeof Branch>[1];

export const LIT: State = { shadedSubstrings: 0, shadedShare: 1 };

/** A string, or a bridged pair, at 800 W/m2 and 40 degC; shaded cells get 0.2 of the light. */
export function branchOf(state: State, remainder = 0.2): Branch {
  const branch = new Branch(STRING, state);
  branch.at(800, 40, remainder);
  return branch;
}

export type Current = (volts: number) => number;

/** Current of branches in parallel. */
export function together(...branches: readonly Branch[]): Current {
  return (volts) => branches.reduce((sum, branch) => sum + branch.current(volts), 0);
}

/** The highest of all maxima, by trying every 0.05 V. */
export function maximumOf(current: Current): { volts: number; amps: number } {
  let best = { volts: 0, amps: 0 };
  for (let volts = 0.05; volts < 260; volts += 0.05) {
    if (volts * current(volts) > best.volts * best.amps) best = { volts, amps: current(volts) };
  }
  return best;
}

/** Where the current ends, V, by trying every 0.05 V. */
export function openVoltageOf(current: Current): number {
  let volts = 0;
  while (current(volts) > 0) volts += 0.05;
  return volts;
}
