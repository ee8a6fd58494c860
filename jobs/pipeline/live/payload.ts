import type { Nameplate } from '#domain/nameplate.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import type { PastDay } from '#server/services/runs/list-past-days.ts';

/** A partition's window that was closed: its day so far lies in the window files, oldest first. */
export interface ClosedWindow {
  snapshotKeys: readonly string[];
  /** Slot of the day at which it ends. */
  knownUntil: number;
  nameplates: ReadonlyMap<string, Nameplate>;
  sketchKey: string;
}

/** What is judged in a thread: the arrays of a partition at the end of a window. */
export interface WindowToJudge extends ClosedWindow {
  plantId: string;
  day: string;
  /** As the nightly run numbers it. */
  shard: number;
  /** Of all partitions of the plant. */
  sketchKeys: readonly string[];
  goldKey: string;
  pastDays: readonly PastDay[];
  doubts: ReadonlyMap<string, string>;
  model: Pick<LoadedModel, 'version' | 'topologyJson' | 'weights' | 'calibration' | 'preprocessingJson'>;
}
