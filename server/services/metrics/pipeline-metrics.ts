import { Gauge, register } from 'prom-client';
import type { SystemContext } from '#server/services/context.ts';
import {
  countRunsByState,
  countShardsByState,
  countVerdictsOfLatestDay,
  latestStageSeconds,
  queueAgeSeconds,
} from '#server/stores/pipeline-figures.ts';

type Sample = { labels: Record<string, string>; value: number };

/** Registers what the database knows of the pipeline: each figure is read when it is asked for. Twice does nothing. */
export function registerPipelineMetrics({ db, settings }: SystemContext): void {
  if (register.getSingleMetric('heliograph_runs')) return;
  const plantId = settings.HELIOGRAPH_PLANT;
  gauge('heliograph_runs', 'Runs of the last 30 days by state', ['state'], () => countRunsByState(db, plantId));
  gauge('heliograph_shards', 'Shards of live runs by stage and state', ['stage', 'state'], () =>
    countShardsByState(db, plantId),
  );
  gauge('heliograph_stage_duration_seconds', 'Stages of the newest succeeded run', ['stage'], () =>
    latestStageSeconds(db, plantId),
  );
  gauge('heliograph_verdicts', 'Verdicts on show of the latest published day', ['verdict'], () =>
    countVerdictsOfLatestDay(db, plantId),
  );
  gauge(
    'heliograph_queue_age_seconds',
    'How long the oldest queued run has waited; 0 when none waits',
    [],
    async () => [{ labels: {}, value: await queueAgeSeconds(db, plantId) }],
  );
}

function gauge(name: string, help: string, labelNames: string[], read: () => Promise<Sample[]>): void {
  new Gauge({
    name,
    help,
    labelNames,
    async collect() {
      const samples = await read();
      // What is no longer there must not stay at its last value.
      this.reset();
      for (const { labels, value } of samples) this.set(labels, value);
    },
  });
}
