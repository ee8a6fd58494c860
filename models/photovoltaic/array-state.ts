/** What the electricity of an array looks like in one slot. Strings and modules count from 0 at the negative end. */
export type ArrayState =
  | { kind: 'healthy' }
  /** A resistive path across modules [from, to) of one string. */
  | { kind: 'shunt'; string: number; from: number; to: number; resistance: number }
  /** A resistive path to ground from above `node` modules of a string; without effect on a floating array. */
  | { kind: 'ground'; string: number; node: number; resistance: number }
  /** A resistive path between two strings, above `node` modules of each. */
  | { kind: 'bridge'; strings: readonly [number, number]; nodes: readonly [number, number]; resistance: number }
  | { kind: 'open'; strings: readonly number[] }
  /** `covered`: shaded cells of each substring of the string, 0 .. a third of a module's cells. */
  | { kind: 'shade'; remainder: number; shadows: readonly { string: number; covered: Uint8Array }[] }
  /** A series arc; `trackedVoltage` is what the converter had time to adapt to. */
  | { kind: 'arc'; string: number; voltage: number; trackedVoltage: number };

export type ShadeState = Extract<ArrayState, { kind: 'shade' }>;

export const HEALTHY: { kind: 'healthy' } = { kind: 'healthy' };
