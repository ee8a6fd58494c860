import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEntrySchema } from '#domain/audit.ts';
import { MODEL_POINTER_KEY } from '#domain/object-keys.ts';
import { grantApplicationRole } from '#jobs/process/database/application-role.ts';
import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { withRequest } from '#server/request-facts.ts';
import { exportAudit } from '#server/services/audit/export-audit.ts';
import { listAudit } from '#server/services/audit/list-audit.ts';
import { openSystem } from '#server/services/context.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';

const plant = givenFreshPlant();
const admin = systemPrincipal('admin');
const viewer: Principal = { ...admin, kind: 'user', role: 'viewer' };
let owner: pg.Client;

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  owner = new pg.Client({ connectionString: plant.url });
  await owner.connect();
});
afterAll(() => owner.end());

function append(name: string, after: Parameters<typeof appendAudit>[1]['after'], action = 'notes.write') {
  const actor = { kind: 'user', id: `id-${name}`, name, address: '203.0.113.9' };
  return appendAudit(database(), { actor, action, target: { kind: 'array', id: 'DEMO000001' }, before: null, after });
}

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('a change whose entry cannot be written', () => {
  it('does not happen: the model in use stays', async () => {
    const { version } = await loadBundledModel();
    await owner.query('alter table audit_entry add constraint broken check (false) not valid');
    await expect(takeModelIntoUse(installationOf(admin), { version })).rejects.toThrow('broken');
    expect(await openObjectStore('bootstrap').list(MODEL_POINTER_KEY)).toEqual([]);
    await owner.query('alter table audit_entry drop constraint broken');
    expect((await listAudit(await contextOf(admin), { action: 'model' })).entries).toEqual([]);
    await takeModelIntoUse(installationOf(admin), { version });
    expect((await listAudit(await contextOf(admin), { action: 'model' })).entries).toMatchObject([
      { action: 'model.use', target: { id: version } },
    ]);
  });

  it('of the database is undone with it', async () => {
    await owner.query('alter table audit_entry add constraint broken check (false) not valid');
    const change = database().$transaction(async (db) => {
      await db.plant.update({ where: { id: 'demo' }, data: { name: 'changed' } });
      await appendAudit(db, {
        actor: admin,
        action: 'a',
        target: { kind: 'plant', id: 'demo' },
        before: null,
        after: null,
      });
    });
    await expect(change).rejects.toThrow('broken');
    await owner.query('alter table audit_entry drop constraint broken');
    expect((await database().plant.findUnique({ where: { id: 'demo' } }))?.name).toBe('Demo plant');
  });
});

describe('the log', () => {
  it.each(['update audit_entry set "actorName" = \'nobody\'', 'delete from audit_entry', 'truncate audit_entry'])(
    'lets even the owner not %s',
    async (sql) => {
      const before = await owner.query('select * from audit_entry order by id');
      await expect(owner.query(sql)).rejects.toThrow('the audit log is append-only');
      expect((await owner.query('select * from audit_entry order by id')).rows).toEqual(before.rows);
    },
  );

  it('lets the application add and read, and neither change it nor take its guard away', async () => {
    const application = new pg.Client({ connectionString: await grantApplicationRole(plant.url) });
    await application.connect();
    try {
      await application.query(
        `insert into audit_entry ("actorKind", "actorId", "actorName", action, "targetKind", "targetId")
         values ('system', 'x', 'x', 'role', 'x', 'x')`,
      );
      expect((await application.query(`select from audit_entry where action = 'role'`)).rowCount).toBe(1);
      for (const sql of [
        'update audit_entry set action = action',
        'delete from audit_entry',
        'truncate audit_entry',
        'alter table audit_entry disable trigger all',
        'drop trigger audit_entry_append_only on audit_entry',
        'create table mine (id int)',
        'update _prisma_migrations set logs = null',
        'set session_replication_role = replica',
      ]) {
        await expect(application.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
      }
      await application.query(`update plant set name = name`);
      await application.query('select name from pgboss.queue');
    } finally {
      await application.end();
    }
  });

  it('names the request that a change came with', async () => {
    const facts = { requestId: 'req-7', address: null, route: null, principalId: null };
    await withRequest(facts, () => append('asked', { note: 'x' }));
    expect((await listAudit(await contextOf(admin), { actor: 'asked' })).entries).toMatchObject([
      { requestId: 'req-7' },
    ]);
  });

  it('is for admins alone', async () => {
    await expect(listAudit(await contextOf(viewer))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportAudit(await contextOf(viewer), { format: 'csv' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is read page by page, newest first, none twice and none left out', async () => {
    for (let number = 0; number < 7; number++) await append('pages', { number });
    const seen: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listAudit(await contextOf(admin), {
        actor: 'id-pages',
        limit: '3',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.entries.map(({ after }) => after?.number));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it('is found by who, action, target and plant day, whose borders are those of the plant', async () => {
    // 23:30 UTC is half past midnight of the next day at UTC+01:00.
    await owner.query(
      `insert into audit_entry (at, "actorKind", "actorId", "actorName", action, "targetKind", "targetId")
       values ('2026-03-01T22:30Z', 'user', 'u', 'Evening', 'faults.triage: resolve', 'fault', 'f-1'),
              ('2026-03-01T23:30Z', 'user', 'u', 'Midnight', 'faults.triage: resolve', 'fault', 'f-2')`,
    );
    const names = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(await contextOf(admin), filter)).entries.map(({ actor }) => actor.name);
    expect(await names({ to: '2026-03-01' })).toEqual(['Evening']);
    expect(await names({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['Midnight']);
    expect(await names({ action: 'faults.triage' })).toEqual(['Midnight', 'Evening']);
    expect(await names({ target: 'f-1' })).toEqual(['Evening']);
    expect(await names({ actor: 'midn' })).toEqual(['Midnight']);
    await expect(listAudit(await contextOf(admin), { from: '2026-02-30' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(listAudit(await contextOf(admin), { cursor: "1' or 1=1" })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('an export', () => {
  it('has every entry, over many pages, in both forms', async () => {
    await owner.query(
      `insert into audit_entry ("actorKind", "actorId", "actorName", action, "targetKind", "targetId", after)
       select 'user', 'bulk', 'bulk', 'notes.write', 'array', 'DEMO000001', jsonb_build_object('number', n)
       from generate_series(1, 1203) n`,
    );
    const ndjson = await exportAudit(await contextOf(admin), { format: 'ndjson', actor: 'bulk' });
    const entries = (await textOf(ndjson.pieces))
      .trimEnd()
      .split('\n')
      .map((line) => auditEntrySchema.parse(JSON.parse(line)));
    expect(entries.map(({ after }) => after?.number)).toEqual(Array.from({ length: 1203 }, (_, n) => 1203 - n));
    const csv = await exportAudit(await contextOf(admin), { format: 'csv', actor: 'bulk' });
    expect((await textOf(csv.pieces)).trimEnd().split('\r\n')).toHaveLength(1204);
  });

  it('as CSV holds no cell that a spreadsheet would run', async () => {
    await append('=HYPERLINK("http://evil.example")', { note: '@SUM(1)' });
    const csv = await exportAudit(await contextOf(admin), { format: 'csv', actor: 'HYPERLINK' });
    const [, line] = (await textOf(csv.pieces)).split('\r\n');
    expect(line).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(line).not.toMatch(/,"?[=+@-]/);
  });

  it('in another form than these is refused', async () => {
    await expect(exportAudit(await contextOf(admin), { format: 'xml' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
