import type { Calibration } from '#domain/calibration.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { PastDay } from '#server/services/runs/list-past-days.ts';
import type { PredictInput, PredictResult } from '#server/services/runs/stages/predict.ts';

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
  /** Gold of the days before, newest first: what the arrays' own profiles are learnt from. */
  pastDays: readonly PastDay[];
  /** What commissioning doubts of the arrays' registration, by device. */
  doubts: ReadonlyMap<string, string>;
  model: {
    version: string;
    topologyJson: string;
    weights: Uint8Array;
    calibration: Calibration;
    preprocessingJson: string;
  };
}

export type PredictShardResult = PredictResult & { arrays: number };
