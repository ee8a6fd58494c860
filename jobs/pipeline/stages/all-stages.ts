import type { Stage } from '#jobs/pipeline/stage.ts';
import type { StageName } from '#server/domain/run.ts';
import { ingest } from './ingest/stage.ts';
import { notify } from './notify/stage.ts';
import { predict } from './predict/stage.ts';
import { publish } from './publish/stage.ts';

/** The stages of the pipeline. */
export const STAGES: Readonly<Record<StageName, Stage>> = { ingest, predict, publish, notify };
