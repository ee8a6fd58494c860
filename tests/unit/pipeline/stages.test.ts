import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STAGES as NAMES } from '#domain/run.ts';
import { threadsEngine } from '#jobs/pipeline/engines/threads.ts';
import { defineStage, type ShardToDo } from '#jobs/pipeline/stage.ts';
import { STAGES } from '#jobs/pipeline/stages/all-stages.ts';
import { readSettings } from '#server/env.ts';
import type { SystemContext } from '#server/services/context.ts';
import { notify as rules } from '#server/services/runs/stages/notify.ts';

const { signal } = new AbortController();

/** A stage that doubles what it is given, and fails at 13. */
const doubling = defineStage({
  ...rules,
  input: z.object({ number: z.number() }),
  result: z.object({ twice: z.number(), at: z.date() }),
  plan: () => ({ total: 0, shards: [] }),
  run: async ({ input: { number } }) => {
    if (number === 13) throw new Error('not that one');
    return { arrays: 1, result: { twice: 2 * number, at: new Date(0) } };
  },
});

/** No stage here asks the database. */
const services: SystemContext = {
  get db(): never {
    throw new Error('not asked for');
  },
  now: () => new Date(0),
  settings: readSettings({ NODE_ENV: 'test' }),
};

function shardOf(input: unknown): ShardToDo {
  const shard = { runId: 'r', stage: 'notify', partition: 0, attempt: 1, fence: 1, worker: 'w', input } as const;
  const asked = () => Promise.reject(new Error('not asked for'));
  const plant = {
    id: 'p',
    name: 'p',
    utcOffsetMinutes: 0,
    simulated: false,
    arrayCount: 0,
    createdAt: new Date(0),
    settings: {},
    layoutVersion: '1',
  };
  const reading = { model: asked, pastDays: asked, doubts: asked };
  const context = { services, plantId: 'p', day: '2026-06-01', plant, arrays: [], ...reading };
  return { ...context, shard, onProgress: () => undefined };
}

describe('the stages of the pipeline', () => {
  it('go by their names, and each but the last leads to the one after it', () => {
    expect(Object.values(STAGES).map(({ name }) => name)).toEqual([...NAMES]);
    const { predict, publish, notify } = STAGES;
    const following = [predict, publish, notify].map(({ next }) => next('r', []).stage);
    expect(following).toEqual(['publish', 'notify', null]);
  });

  it('are given what their rules say, and what they leave is JSON', async () => {
    const [done] = await threadsEngine().runStage(doubling, [shardOf({ number: 4 })], signal);
    expect(done).toEqual({
      status: 'fulfilled',
      value: { arrays: 1, result: { twice: 8, at: '1970-01-01T00:00:00.000Z' } },
    });
    const [refused] = await threadsEngine().runStage(doubling, [shardOf({ number: 'four' })], signal);
    expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'ZodError' } });
  });

  it('lose no shard to one that fails: outcomes come in the order of the shards', async () => {
    const shards = [1, 13, 3].map((number) => shardOf({ number }));
    const outcomes = await threadsEngine().runStage(doubling, shards, signal);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
