import type { DaylightWindow } from '#models/series/daylight.ts';
import type { Calibration } from '#server/domain/calibration.ts';
import type { StoredFile } from '#server/domain/manifest.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';

/** One shard of predict: the silver of a partition becomes gold. */
export interface PredictShard {
  plantId: string;
  day: string;
  runId: string;
  partition: number;
  /** The plant day's daylight, by all its arrays. */
  daylight: DaylightWindow | null;
  /** Of the plant's arrays, by device. */
  nameplates: ReadonlyMap<string, Nameplate>;
  model: {
    version: string;
    topologyJson: string;
    weights: Uint8Array;
    calibration: Calibration;
  };
}

export interface PredictShardResult {
  partition: number;
  arrays: number;
  /** The gold it wrote. */
  file: StoredFile;
}
