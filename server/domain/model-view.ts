import { z } from 'zod';
import type { ModelSource } from '#server/domain/model-manifest.ts';

/** What metrics.json tells of a model's worth, as far as every model's has it; an imported one was not measured yet. */
export const modelFiguresSchema = z.looseObject({
  test: z.looseObject({ macroF1: z.number().min(0).max(1), accuracy: z.number().min(0).max(1) }).nullish(),
});

export type ModelFigures = z.infer<typeof modelFiguresSchema>;

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
