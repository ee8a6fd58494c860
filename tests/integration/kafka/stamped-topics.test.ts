import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { beforeAll, expect, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { describeWithKafka } from './given-kafka.ts';
import { readTopic } from './read-topic.ts';
import { freshTopic, givenClient } from './topics.ts';

const DAY = '2026-06-21';
const STAMPED = { 'message.timestamp.type': 'LogAppendTime' };
const CSV = `deviceId,timestamp,voltage,current,temperature,irradiance
DEMO000001,${DAY}T11:00:00Z,180,20,40,800
`;

describeWithKafka('a topic whose messages the broker stamps', ({ servers }) => {
  const plant = givenFreshPlant();
  const { admin } = givenClient({ servers });
  beforeAll(async () => {
    await registerDemoPlant(openSystem(), { arrays: 2 });
    await writeFile(path.join(plant.folder, 'day.csv'), CSV);
  });

  async function produce(...words: string[]) {
    const env = childEnvironment({ INIT_CWD: plant.folder, KAFKA_SERVERS: servers.plain });
    const produced = promisify(execFile)(process.execPath, ['jobs/commands/produce/main.ts', 'day.csv', ...words], {
      env,
    });
    const { stdout, stderr, code } = await produced.then(
      (output) => ({ ...output, code: 0 }),
      (error: { stdout: string; stderr: string; code: number }) => error,
    );
    return { stdout, stderr, code };
  }

  it('is refused by npm run produce before the first message', async () => {
    const topic = await freshTopic(admin, { config: STAMPED });
    const { code, stderr } = await produce('--topic', topic);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `the broker stamps the messages of ${topic} as they arrive (message.timestamp.type=LogAppendTime)`,
    );
    expect(stderr).toContain('--force publishes all the same');
    expect(await readTopic(servers.plain, topic)).toEqual([]);
  });

  it('is published to with --force, which warns, and the day that is then not found is told why', async () => {
    const topic = await freshTopic(admin, { config: STAMPED });
    const { code, stdout, stderr } = await produce('--topic', topic, '--force');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`1 readings are in ${topic}`) });
    expect(stderr).toContain('message.timestamp.type=LogAppendTime');
    expect(await readTopic(servers.plain, topic)).toHaveLength(1);
    adoptSetting('KAFKA_SERVERS', servers.plain);
    adoptSetting('KAFKA_TOPICS', topic);
    await expect(runDay({ plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' })).rejects.toMatchObject({
      code: 'no_data',
      message: expect.stringMatching(
        new RegExp(`no readings of ${DAY}: .*${topic}.*message.timestamp.type=CreateTime`),
      ),
    });
  });

  it('is none that npm run produce creates, whatever the broker does with others', async () => {
    const topic = `created-${randomUUID()}`;
    expect(await produce('--topic', topic, '--create-topic')).toMatchObject({ code: 0 });
    const type = kafkajs.ConfigResourceTypes.TOPIC;
    const resources = [{ type, name: topic, configNames: ['message.timestamp.type'] }];
    const { resources: found } = await admin.describeConfigs({ resources, includeSynonyms: false });
    expect(found[0]?.configEntries[0]).toMatchObject({ configValue: 'CreateTime', isDefault: false });
  });
});
