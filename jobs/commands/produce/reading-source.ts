import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';

export interface SourceIdentity {
  /** "files", "simulated 500 arrays of 2026-06-21". */
  name: string;
  files: readonly string[];
  /** Whether what its files grow by, and further files, come after all rows there were. */
  growsAtEnd: boolean;
}

/** Where the bridge's readings come from. */
export interface ReadingSource {
  /** Its rows, always the same ones in the same order when it can be resumed. */
  rows: AsyncIterable<RawRow>;
  /** What it is, for a checkpoint; null when reading it again gives something else. */
  identity: SourceIdentity | null;
  /** How far it is, in bytes; null when nobody knows its end. */
  progress: (() => { done: number; total: number }) | null;
  /** The offset that times without a zone are in, minutes. */
  utcOffsetMinutes: number;
}
