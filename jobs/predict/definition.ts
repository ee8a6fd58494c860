import type { Calibration } from '#server/domain/calibration.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import type { PredictInput, PredictResult } from '#server/domain/shard-results.ts';

/** One shard of predict: the silver of a partition becomes gold. */
export interface PredictShard extends PredictInput {
  plantId: string;
  day: string;
  runId: string;
  partition: number;
  /** Number of the claim; the gold is written under it. */
  fence: number;
  /** Of the plant's arrays, by device. */
  nameplates: ReadonlyMap<string, Nameplate>;
  model: {
    version: string;
    topologyJson: string;
    weights: Uint8Array;
    calibration: Calibration;
  };
}

export type PredictShardResult = PredictResult & { arrays: number };
