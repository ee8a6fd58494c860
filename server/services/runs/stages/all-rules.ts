import type { StageName } from '#domain/run.ts';
import { ingest } from './ingest.ts';
import { notify } from './notify.ts';
import { predict } from './predict.ts';
import { publish } from './publish.ts';
import type { StageRules } from './stage-rules.ts';

/** What decides about each stage. */
export const STAGE_RULES: Readonly<Record<StageName, StageRules<unknown, unknown>>> = {
  ingest,
  predict,
  publish,
  notify,
};
