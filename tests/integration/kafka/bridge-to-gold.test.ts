import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { ingestedReadings, readMessages } from '#domain/reading-counts.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder } from '#server/gateways/readings/scada-files.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { startRegistry } from '#tests/unit/readings/registry-server.ts';
import { describeWithKafka } from './given-kafka.ts';
import { goldDigest, simulatedDay } from './simulated-day.ts';

const DAY = '2026-06-21';
const ARRAYS = 24;
const TOPIC = `bridge-${process.pid}`;
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;

describeWithKafka('a plant day that npm run produce publishes, framed for a registry', ({ servers }) => {
  givenFreshPlant();
  afterAll(() => {
    for (const setting of ['KAFKA_SERVERS', 'KAFKA_TOPICS', 'SCHEMA_REGISTRY_URL']) adoptSetting(setting, '');
  });

  it('is ingested to the last reading: the gold of its files, and the same silver each time its offsets are read', async () => {
    const { readings } = await simulatedDay(DAY, ARRAYS);
    await runDay(run);
    const goldOfFiles = await goldDigest(DAY);

    const registry = await startRegistry();
    try {
      adoptSetting('KAFKA_SERVERS', servers.plain);
      adoptSetting('KAFKA_TOPICS', TOPIC);
      adoptSetting('SCHEMA_REGISTRY_URL', registry.url);
      const words = [
        scadaDayFolder(scadaRoot(), 'demo', DAY),
        '--create-topic',
        '--partitions',
        '12',
        '--replay',
        '1000000x',
      ];
      const bridge = path.join(projectRoot, 'jobs/commands/produce/main.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [bridge, ...words], { env: childEnvironment() });
      expect(stdout).toContain(`${readings.length} readings are in ${TOPIC}`);

      const runs = [await runDay(run), await runDay(run)];
      const manifests = await Promise.all(runs.map(({ runId }) => readManifest({ plantId: 'demo', day: DAY, runId })));
      const digests = manifests.map(({ files }) =>
        files.map(({ sha256, rows, partition }) => [sha256, rows, partition]),
      );
      expect(digests[1]).toEqual(digests[0]);
      expect(manifests[1]?.source).toEqual(manifests[0]?.source);
      for (const { runId } of runs) {
        const { counts } = await getRun(await contextOf(), { runId });
        if (!counts) throw new Error('the run has no counts');
        const { duplicates, outsideDay, unregistered, quarantined } = counts;
        const parts = ingestedReadings(counts) + duplicates + outsideDay + unregistered + quarantined;
        expect([parts, readMessages(counts)]).toEqual([readings.length, readings.length]);
      }
      expect(await goldDigest(DAY)).toBe(goldOfFiles);
      expect(registry.requests).toContain('GET /schemas/ids/1');
    } finally {
      await registry.close();
    }
  });
});
