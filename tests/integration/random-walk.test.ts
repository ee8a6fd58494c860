import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClaimedShard, nameOfShard, type ShardKey } from '#domain/shard.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { claimShard } from '#server/services/runs/claim-shard.ts';
import { completeShard } from '#server/services/runs/complete-shard.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { heartbeatShard } from '#server/services/runs/heartbeat-shard.ts';
import { releaseShard } from '#server/services/runs/release-shard.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';

// Workers, late workers and operators do to a run what they like, in any order; the database alone says what came of it.

const STEPS = 30;
const OPERATOR = systemPrincipal('test');
const plant = givenFreshPlant();
let client: pg.Client;
const ENDS = ['succeeded', 'failed', 'cancelled', 'skipped'];

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 4 });
  client = new pg.Client({ connectionString: plant.url });
  await client.connect();
});

afterAll(() => client.end());

interface Row {
  name: string;
  state: string;
  fence: number | null;
}

describe.each(Array.from({ length: 4 }, (_, seed) => seed + 1))('a run that meets anything, in order %i', (seed) => {
  it('never leaves an end, obeys the newest claim of a shard alone, and ends with nothing under way', async () => {
    const random = createSeededRandom(seed);
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)];
    const runId = await queuedRun(`2026-05-${String(seed).padStart(2, '0')}`);
    const claims: ClaimedShard[] = [];
    /** The claim that each shard obeys; none where nobody has it. */
    const holders = new Map<string, ClaimedShard>();
    const way: string[] = [];
    let before = await rowsOf(runId);

    for (let step = 0; step < STEPS; step++) {
      const claim = pick(claims);
      const choice = random();
      const runEnded = ENDS.includes(stateOf(before, 'run'));
      if (choice < 0.4 || !claim) {
        const key = pick(shardKeys(runId, before));
        if (!key) throw new Error('a run without shards');
        const pending = stateOf(before, nameOfShard(key)) === 'pending';
        const taken = await claimShard(openSystem(), key, 'a-worker');
        way.push(`claim ${nameOfShard(key)}`);
        expect(taken !== null, way.join(' > ')).toBe(pending && !runEnded);
        if (taken) {
          claims.push(taken);
          holders.set(nameOfShard(key), taken);
        }
      } else if (choice < 0.44) {
        way.push('cancel');
        const cancelled = cancelRun(await contextOf(OPERATOR), { runId });
        if (runEnded) await expect(cancelled, way.join(' > ')).rejects.toMatchObject({ code: 'conflict' });
        else expect(await cancelled, way.join(' > ')).toMatchObject({ state: 'cancelled' });
      } else {
        const held = holders.get(nameOfShard(claim)) === claim && stateOf(before, nameOfShard(claim)) === 'running';
        way.push(`${held ? 'holder' : 'late worker'} of ${nameOfShard(claim)}`);
        await doWithClaim(claim, random());
        // Whatever a late worker says, not one row hears of it.
        if (!held) expect(await rowsOf(runId), way.join(' > ')).toEqual(before);
      }
      const after = await rowsOf(runId);
      expectNoWayBack(before, after, way.join(' > '));
      for (const { name, state, fence } of after) {
        if (fence === null) continue;
        expect(fence, `${name}: ${way.join(' > ')}`).toBe(claims.filter((given) => nameOfShard(given) === name).length);
        if (state !== 'running') holders.delete(name);
        else expect(holders.get(name)?.fence, `${name}: ${way.join(' > ')}`).toBe(fence);
      }
      before = after;
    }
  });
});

/** A worker does something with what it once claimed. */
async function doWithClaim(claim: ClaimedShard, choice: number): Promise<void> {
  if (choice < 0.2) await heartbeatShard(openSystem(), claim, { done: 1, total: 2 });
  else if (choice < 0.4) await releaseShard(openSystem(), claim);
  else if (choice < 0.65)
    await failShard(openSystem(), claim, new HeliographError('storage', 'try again'), { waitMs: 0 });
  else if (choice < 0.7) await failShard(openSystem(), claim, new HeliographError('damaged_file', 'never again'));
  else {
    await completeShard(openSystem(), claim, { arrays: 2, result: {} }).catch((error: unknown) => {
      if (!(error instanceof HeliographError && error.code === 'conflict')) throw error;
    });
  }
}

/** What has ended stays as it is, one stage at most is under way, and none of anything once the run has ended. */
function expectNoWayBack(before: readonly Row[], after: readonly Row[], way: string): void {
  for (const row of before) {
    if (ENDS.includes(row.state)) expect(stateOf(after, row.name), `${row.name}: ${way}`).toBe(row.state);
  }
  const running = after.filter(({ name, state }) => name.startsWith('stage') && state === 'running');
  expect(running.length, way).toBeLessThanOrEqual(1);
  if (ENDS.includes(stateOf(after, 'run'))) {
    expect(
      after.filter(({ state }) => !ENDS.includes(state)),
      way,
    ).toEqual([]);
  }
}

const stateOf = (rows: readonly Row[], wanted: string) => rows.find(({ name }) => name === wanted)?.state ?? '';

function shardKeys(runId: string, rows: readonly Row[]): ShardKey[] {
  return STAGES_WITH_SHARDS.filter(({ stage, partition }) =>
    rows.some(({ name }) => name === nameOfShard({ stage, partition })),
  ).map((key) => ({ runId, ...key }));
}

/** The results that `completeShard` is given here no stage can go on from: after ingest comes notify. */
const STAGES_WITH_SHARDS = [
  { stage: 'ingest', partition: 0 },
  { stage: 'ingest', partition: 1 },
  { stage: 'notify', partition: 0 },
] as const;

async function rowsOf(runId: string): Promise<Row[]> {
  const { rows } = await client.query<Omit<Row, 'name'> & { kind: string; stage: string; partition: number }>(
    `select 'run' kind, '' stage, 0 partition, state::text, null::int fence from run where id = $1 union all
       select 'stage', name::text, 0, state::text, null from stage where "runId" = $1 union all
       select 'shard', stage::text, partition, state::text, fence from shard where "runId" = $1
       order by kind, stage, partition`,
    [runId],
  );
  return rows.map(({ kind, stage, partition, state, fence }) => ({
    name: kind === 'shard' ? nameOfShard({ stage, partition } as ShardKey) : `${kind}${stage && ` ${stage}`}`,
    state,
    fence,
  }));
}

/** A queued run of a day with two ingest shards that read nothing. */
async function queuedRun(day: string): Promise<string> {
  const shards = [0, 1].map((partition) => ({ partition, input: { partition }, total: 2 }));
  const plan = { plantId: 'demo', day, fromStage: 'ingest', baseRunId: null, modelVersion: 'model' } as const;
  const first = { stage: 'ingest', total: 4, shards } as const;
  const origin = { trigger: 'command', plan: { ...plan, first } } as const;
  return (await createRun(await contextOf(OPERATOR), { day }, origin)).id;
}
