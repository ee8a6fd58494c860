import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#domain/api/operation.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { adoptSetting } from '#server/env.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { publishDay, registerArrays } from '../faults/given-published-days.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

// Two plants in one database: who asks within one of them by an id of the other is told that there is no such thing, and
// nothing is written.
givenFreshPlant();

const DAY = '2026-03-02';
const foreign: Record<string, string> = { deviceId: 'ELSE000001', day: DAY };
let cookie = '';
/** A token for each action alone: what an operation takes is what its services take. */
const tokens = new Map<string, string>();

/** Bodies that are right but for whose they are, so that it is the id that is refused. */
const BODIES: Record<string, unknown> = {
  addNote: { text: 'seen' },
  changeFault: { version: 1, change: { action: 'acknowledge' } },
  acknowledgeFault: { version: 1 },
  assignFault: { version: 1, assignee: 'ann' },
  snoozeFault: { version: 1, until: null },
  resolveFault: { version: 1, cause: 'other' },
  reopenFault: { version: 1 },
  noteFault: { note: 'seen' },
};

const BY_ID = OPERATIONS.filter(({ params }) => ['runId', 'faultId', 'deviceId'].some((id) => id in params.shape));

beforeAll(async () => {
  for (const kind of ['READS', 'CHANGES']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  await registerArrays(['DEMO000001']);
  await registerArrays(['ELSE000001'], 'elsewhere');
  await publishDay(DAY, [{ deviceId: 'DEMO000001', condition: 'normal' }]);
  foreign.runId = await publishDay(DAY, [{ deviceId: 'ELSE000001', condition: 'open_circuit' }], 'elsewhere');
  foreign.faultId = (await database().fault.findFirstOrThrow({ where: { deviceId: 'ELSE000001' } })).id;
  ({ cookie } = await signedIn('admin'));
  for (const action of new Set(BY_ID.map((operation) => operation.action))) {
    const wanted = { name: action, kind: 'service', role: 'admin' } as const;
    tokens.set(action, (await createToken(installationOf(), { ...wanted, scopes: [action] })).token);
  }
});

/** Every row of every table, but for what tells that somebody was here. */
async function allRows(): Promise<unknown> {
  const visits = ['api_token', 'request_budget', 'session', 'user_account'];
  const tables = await database().$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const kept = tables.filter(({ name }) => !visits.includes(name));
  return Promise.all(
    kept.map(async ({ name }) => [
      name,
      await database().$queryRawUnsafe(`select md5(string_agg(t::text, ' ' order by t::text)) from "${name}" t`),
    ]),
  );
}

const ask = ({ id, method, path, action, body }: Operation) =>
  askApi(
    method,
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => foreign[name] ?? ''),
    { headers: { authorization: `Bearer ${tokens.get(action)}` }, ...(body ? { body: BODIES[id] } : {}) },
  );

describe('by an id of another plant', () => {
  it('every operation that takes a run, a fault or an array is tried, with a body where it takes one', () => {
    expect(BY_ID.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['cancelRun', 'changeFault', 'addNote', 'getSeries']),
    );
    expect(BY_ID.filter(({ id, body }) => body !== undefined && !(id in BODIES))).toEqual([]);
  });

  it.each(BY_ID.map((operation) => [operation.id, operation] as const))(
    '%s finds nothing and writes nothing',
    async (_, operation) => {
      const before = await allRows();
      const answer = await ask(operation);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'not_found' });
      expect(await allRows()).toEqual(before);
    },
  );

  it('a change of many faults leaves it alone as one that is not there', async () => {
    const before = await allRows();
    const body = { change: { action: 'acknowledge' }, faults: [{ id: foreign.faultId, version: 1 }] };
    const answer = await askApi('POST', '/api/v1/faults/bulk', { headers: { cookie }, body });
    const reason = `there is no fault ${foreign.faultId}`;
    expect(await answer.json()).toEqual({ changed: [], refused: [{ id: foreign.faultId, reason }] });
    expect(await allRows()).toEqual(before);
  });

  it('a result, a list, an export tells nothing', async () => {
    const one = await askApi('GET', `/api/v1/results?deviceId=ELSE000001&day=${DAY}`, { headers: { cookie } });
    expect(one.status).toBe(404);
    const lists = [
      'faults',
      'faults/csv',
      'faults/summary',
      'arrays',
      'runs',
      `plant-days/${DAY}/results`,
      `plant-days/${DAY}`,
    ];
    for (const list of [...lists, `exports?from=${DAY}&arrays=ELSE000001`]) {
      const answer = await askApi('GET', `/api/v1/${list}`, { headers: { cookie } });
      expect(answer.status, list).toBe(200);
      const text = await answer.text();
      for (const id of [foreign.runId, foreign.faultId, 'elsewhere']) expect(text, list).not.toContain(id);
      if (!list.startsWith('exports')) expect(text, list).not.toContain('ELSE000001');
      else expect(JSON.parse(text)).toMatchObject({ rows: 0 });
    }
  });
});
