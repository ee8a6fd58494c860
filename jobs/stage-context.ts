import type { LoadedModel } from '#server/services/models/check-model.ts';

/** What every stage of a run is given. */
export interface StageContext {
  runId: string;
  plantId: string;
  day: string;
  model: LoadedModel;
  signal: AbortSignal;
  /** Tells operators and the terminal how far the stage is. */
  onProgress: (done: number) => void;
}
