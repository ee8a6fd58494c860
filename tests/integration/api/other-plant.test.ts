import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#domain/api/operation.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listQuarantine } from '#server/services/runs/list-quarantine.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { database } from '#server/stores/database.ts';
import { insertNotification } from '#server/stores/notifications.ts';
import { ensurePlant } from '#server/stores/plants.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { insertRun } from '#server/stores/runs.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

// Two plants in one database: of the other's run a console knows no more than of one that never was.
givenFreshPlant();
const admin = systemPrincipal('test');
const NEVER = '01a22c7c-0000-7000-8000-000000000000';
const DAY = '2026-03-02';
const OF_A_RUN = OPERATIONS.filter(({ params }) => 'runId' in params.shape);
const ways: Record<string, Record<string, string>> = {};
let foreign = '';

beforeAll(async () => {
  for (const kind of ['READS', 'CHANGES']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  await registerDemoPlant(openSystem(), { arrays: 2 });
  const db = database();
  await ensurePlant(db, { id: 'elsewhere', name: 'Elsewhere', utcOffsetMinutes: 0 });
  const run = { plantId: 'elsewhere', day: DAY, trigger: 'operator', requestedBy: 'somebody', note: 'secret' } as const;
  const stages = { fromStage: 'ingest', baseRunId: null, modelVersion: 'model', released: true, total: 0 } as const;
  foreign = (await insertRun(db, { ...run, ...stages })).id;
  await appendRunEvent(db, foreign, { level: 'info', message: 'secret' });
  const about = { plantId: 'elsewhere', day: DAY, runId: foreign, kind: 'failed' } as const;
  await insertNotification(db, { ...about, channel: 'log', attempt: 1, outcome: 'delivered', detail: 'secret' });
  for (const role of ['viewer', 'operator', 'admin'] as const) ways[role] = { cookie: (await signedIn(role)).cookie };
  const scopes = [...new Set(OF_A_RUN.map(({ action }) => action))];
  const { token } = await createToken(installationOf(admin), { name: 'x', kind: 'service', role: 'admin', scopes });
  ways.token = { authorization: `Bearer ${token}` };
});

const ask = ({ method, path, body }: Operation, runId: string, headers: Record<string, string>, query = '') =>
  askApi(method, path.replace('{runId}', runId) + query, { headers, ...(body ? { body: {} } : {}) });

describe('the run of another plant', () => {
  it('is what every operation of a run is tried with', () => {
    expect(OF_A_RUN.map(({ id }) => id)).toEqual(expect.arrayContaining(['getRun', 'cancelRun', 'streamRun']));
    expect(OF_A_RUN.length).toBe(OPERATIONS.filter(({ path }) => path.includes('{runId}')).length);
  });

  it.each(OF_A_RUN.map((operation) => [operation.id, operation] as const))(
    '%s answers as to one that never was, whoever asks and however it is written',
    async (_, operation) => {
      for (const [who, headers] of Object.entries(ways)) {
        for (const id of [foreign, foreign.toUpperCase()]) {
          const [answer, none] = [await ask(operation, id, headers), await ask(operation, NEVER, headers)];
          expect(answer.status, who).toBe(none.status);
          expect([403, 404], who).toContain(answer.status);
          const text = await answer.text();
          expect(text.replaceAll(id, NEVER)).toBe(await none.text());
          expect(text).not.toMatch(/secret|elsewhere/);
        }
      }
    },
  );

  it('is in no list, by no cursor, and its stream tells nothing of what was missed', async () => {
    const { cookie } = await signedIn('admin');
    const cursor = Buffer.from(JSON.stringify(['runs', 'ffffffff-ffff-ffff-ffff-ffffffffffff'])).toString('base64url');
    const lists = ['/api/v1/runs', `/api/v1/runs?cursor=${cursor}`, `/api/v1/runs?day=${DAY}`, '/api/v1/plant-days'];
    for (const list of lists) {
      const text = await (await askApi('GET', list, { headers: { cookie } })).text();
      expect(text, list).not.toMatch(/secret|elsewhere/i);
      expect(text, list).not.toContain(foreign);
    }
    const headers = { cookie, 'last-event-id': '0' };
    expect((await askApi('GET', `/api/v1/runs/${foreign}/stream?after=0`, { headers })).status).toBe(404);
  });

  it('is out of reach for the commands of this plant, and still as it was', async () => {
    const refused = { code: 'not_found', message: `there is no run ${foreign}` };
    await expect(getRun(await contextOf(), { runId: foreign })).rejects.toMatchObject(refused);
    await expect(cancelRun(await contextOf(admin), { runId: foreign })).rejects.toMatchObject(refused);
    await expect(cancelRun(await contextOf(admin), { runId: foreign, day: '2026-01-01' })).rejects.toMatchObject(
      refused,
    );
    await expect(listQuarantine(await contextOf(), { runId: foreign }).next()).rejects.toBeInstanceOf(HeliographError);
    expect(await database().run.findUnique({ where: { id: foreign } })).toMatchObject({ state: 'queued' });
  });

  it('is there for the console of its own plant', async () => {
    adoptSetting('HELIOGRAPH_PLANT', 'elsewhere');
    try {
      const answer = await askApi('GET', `/api/v1/runs/${foreign}`, { headers: ways.viewer ?? {} });
      expect(await answer.json()).toMatchObject({ id: foreign, note: 'secret' });
    } finally {
      adoptSetting('HELIOGRAPH_PLANT', 'demo');
    }
  });
});
