import { Gauge, register } from 'prom-client';
import type { SystemContext } from '#server/services/context.ts';
import {
  countRunsByState,
  countShardsByState,
  countVerdictsOfLatestDay,
  latestStageSeconds,
  queueAgeSeconds,
} from '#server/stores/pipeline-figures.ts';
import { listPlantRows } from '#server/stores/plants.ts';

type Sample = { labels: Record<string, string>; value: number };

/** Registers what the database knows of the pipeline, by plant: each figure is read when it is asked for. Twice does nothing. */
export function registerPipelineMetrics({ db }: SystemContext): void {
  if (register.getSingleMetric('heliograph_runs')) return;
  const ofPlants = (read: (plantId: string) => Promise<Sample[]>) => async (): Promise<Sample[]> => {
    const plants = await listPlantRows(db);
    const samples = plants.map(async ({ id }) =>
      (await read(id)).map(({ labels, value }) => ({ labels: { plant: id, ...labels }, value })),
    );
    return (await Promise.all(samples)).flat();
  };
  gauge(
    'heliograph_runs',
    'Runs of the last 30 days by state',
    ['plant', 'state'],
    ofPlants((id) => countRunsByState(db, id)),
  );
  gauge(
    'heliograph_shards',
    'Shards of live runs by stage and state',
    ['plant', 'stage', 'state'],
    ofPlants((id) => countShardsByState(db, id)),
  );
  gauge(
    'heliograph_stage_duration_seconds',
    'Stages of the newest succeeded run',
    ['plant', 'stage'],
    ofPlants((id) => latestStageSeconds(db, id)),
  );
  gauge(
    'heliograph_verdicts',
    'Verdicts on show of the latest published day',
    ['plant', 'verdict'],
    ofPlants((id) => countVerdictsOfLatestDay(db, id)),
  );
  gauge(
    'heliograph_queue_age_seconds',
    'How long the oldest queued run has waited; 0 when none waits',
    ['plant'],
    ofPlants(async (id) => [{ labels: {}, value: await queueAgeSeconds(db, id) }]),
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
