import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeSharedThreads, runOnSharedThread } from '#jobs/process/thread-pool.ts';
import { adoptSetting } from '#server/env.ts';

const task = new URL('./thread-that-may-hang.ts', import.meta.url);
const options = {
  name: '/scada/partition-007.avro',
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

beforeAll(() => {
  adoptSetting('HELIOGRAPH_SHARD_DEADLINE_MINUTES', '0.05');
  adoptSetting('HELIOGRAPH_THREADS', '1');
});
afterAll(closeSharedThreads);

describe('an attempt at a shard', () => {
  it('that comes to no end is ended at its deadline with what it read, and its thread does the next one', async () => {
    await expect(runOnSharedThread(task, { hangs: true }, options)).rejects.toMatchObject({
      code: 'internal',
      message:
        '/scada/partition-007.avro took longer than 0.05 min (HELIOGRAPH_SHARD_DEADLINE_MINUTES): its thread was ended',
    });
    adoptSetting('HELIOGRAPH_SHARD_DEADLINE_MINUTES', '5');
    expect(await runOnSharedThread(task, { hangs: false }, options)).toBe('done');
  });
});
