import type { ModelSource } from '#server/domain/model-manifest.ts';

/** A model in a list. */
export interface ModelSummary {
  version: string;
  /** `bundled` lies in the folder of the settings, `store` in the bootstrap store. */
  place: 'bundled' | 'store';
  inUse: boolean;
  /** Null when `problem` says why the model cannot be read. */
  details: { name: string; source: ModelSource; created: string; macroF1: number | null } | null;
  problem: string | null;
}
