import type { StageName } from '#domain/run.ts';
import type { Stage } from '#jobs/pipeline/stage.ts';
import { ingest } from './ingest/stage.ts';
import { notify } from './notify/stage.ts';
import { predict } from './predict/stage.ts';
import { publish } from './publish/stage.ts';

/** The stages of the pipeline. */
export const STAGES: Readonly<Record<StageName, Stage>> = { ingest, predict, publish, notify };
