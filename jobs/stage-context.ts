import type { ModelFiles } from '#server/gateways/model/load-model-files.ts';

/** What every stage of a run is given. */
export interface StageContext {
  runId: string;
  plantId: string;
  day: string;
  model: ModelFiles;
  signal: AbortSignal;
  /** Tells operators and the terminal how far the stage is. */
  onProgress: (done: number) => void;
}
