import type { DemoCondition } from './demo-conditions.ts';

/** One SCADA file to simulate: the readings of a partition's arrays on a plant day. */
export interface SimulatedFile {
  /** Folder in place of the SCADA root. */
  root: string;
  plantId: string;
  day: string;
  dayStartMs: number;
  partition: number;
  arrays: readonly { deviceId: string; modulesInSeries: number; strings: number; state: DemoCondition }[];
}

export interface SimulatedFileResult {
  /** What was drawn for each array: the truth the verdicts can be held against. */
  truth: Record<string, unknown>[];
}
