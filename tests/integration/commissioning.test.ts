import { beforeAll, describe, expect, it } from 'vitest';
import { findingListSchema } from '#domain/commissioning.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import { applyFinding } from '#server/services/commissioning/apply-finding.ts';
import { checkCommissioning } from '#server/services/commissioning/check-commissioning.ts';
import { ignoreFinding } from '#server/services/commissioning/ignore-finding.ts';
import { listFindings } from '#server/services/commissioning/list-findings.ts';
import { openContext, openInstallation, openSystem } from '#server/services/context.ts';
import { demoDeviceId, registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listArrayRows } from '#server/stores/arrays.ts';
import { listAuditRows } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { updateNameplate } from '#server/stores/registered-arrays.ts';
import { askApi } from '#tests/integration/setup/api-client.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const ARRAYS = 16;
const FIRST_DAY = '2026-06-20';
/** Registered wrongly: the second to be applied, the third to be ignored, and two that stand in one another's place. */
const [MENDED, KEPT, SEVEN, FIVE] = [2, 3, 6, 9].map(demoDeviceId) as [string, string, string, string];
const admin = systemPrincipal('admin');
const as = (role: Principal['role']): Principal => ({ ...admin, id: role, name: role, kind: 'user', role });
const context = (principal = admin) => openContext(principal);
const list = async (state?: 'open' | 'applied' | 'ignored' | 'gone') =>
  (await listFindings(await context(), { state })).findings;
const briefly = async (state?: 'open' | 'applied' | 'ignored' | 'gone') =>
  (await list(state)).map(({ kind, deviceIds }) => [kind, ...deviceIds].join(' '));
const findingOf = async (deviceId: string) => {
  const found = (await list('open')).find(({ deviceIds }) => deviceIds.includes(deviceId));
  if (!found) throw new Error(`there is no open finding of ${deviceId}`);
  return { findingId: found.id };
};
const registry = () => listArrayRows(database(), 'demo');
const registered = async (deviceId: string) => {
  const array = (await registry()).find((row) => row.deviceId === deviceId);
  if (!array) throw new Error(`${deviceId} is not registered`);
  return array;
};
const scaled = async (deviceId: string, factor: number, modulesInSeries?: number) => {
  const { nameplate } = await registered(deviceId);
  const vMp = nameplate.vMp * factor;
  await updateNameplate(database(), 'demo', deviceId, {
    ...nameplate,
    vMp,
    ...(modulesInSeries !== undefined && { modulesInSeries }),
  });
};

/** The verdicts that the first day shows. */
const outcomes = async () => {
  const { cells } = await readPlantDay({ day: FIRST_DAY });
  return new Map(cells.map(({ deviceId, condition, reason }) => [deviceId, { condition, reason }]));
};

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: ARRAYS });
  await scaled(SEVEN, 1.4, 7);
  for (const day of [FIRST_DAY, shiftPlantDay(FIRST_DAY, 1)]) {
    // What is built; what is registered follows.
    const conditions = Array.from({ length: ARRAYS }, () => 'normal' as const);
    await ensureSimulatedDay({ plantId: 'demo', day, conditions, onProgress: () => undefined });
  }
  await scaled(MENDED, 1.15);
  await scaled(KEPT, 0.88);
  const [seven, five] = [await registered(SEVEN), await registered(FIVE)];
  await updateNameplate(database(), 'demo', SEVEN, five.nameplate);
  await updateNameplate(database(), 'demo', FIVE, seven.nameplate);
  for (const day of [FIRST_DAY, shiftPlantDay(FIRST_DAY, 1)]) {
    await runDay({ plantId: 'demo', day, trigger: 'command', requestedBy: 'test' });
  }
});

describe('commissioning', () => {
  it('finds in the published days what is registered wrongly, and nothing else; again gives the same findings', async () => {
    expect(await list()).toEqual([]);
    const result = await checkCommissioning(await context(), {});
    const wrong = [`swapped_arrays ${SEVEN} ${FIVE}`, `nameplate_voltage ${MENDED}`, `nameplate_voltage ${KEPT}`];
    const kinds = (await briefly('open')).filter((brief) => !brief.startsWith('power_limit'));
    expect(kinds).toEqual(wrong);
    expect(result).toMatchObject({ arrays: ARRAYS, ignored: 0, gone: 0 });
    expect(result.days).toEqual([FIRST_DAY, shiftPlantDay(FIRST_DAY, 1)]);
    const before = await list();
    expect((await checkCommissioning(await context(), {})).open).toBe(result.open);
    expect((await list()).map(({ id, firstSeenAt }) => [id, firstSeenAt])).toEqual(
      before.map(({ id, firstSeenAt }) => [id, firstSeenAt]),
    );
  });

  it('is no fault of the array: run again, the day has the registration to be checked instead, and no doubt of others', async () => {
    const before = await outcomes();
    // A V_mp that is 15 % too high, or seven modules where there are five, looks like a short circuit.
    expect([before.get(MENDED)?.condition, before.get(FIVE)?.condition]).toEqual(['line_line', 'line_line']);
    await runDay({ plantId: 'demo', day: FIRST_DAY, trigger: 'command', requestedBy: 'test' });
    const after = await outcomes();
    for (const deviceId of [MENDED, FIVE]) {
      expect(after.get(deviceId)).toMatchObject({ condition: null, reason: 'check_registration' });
      expect([...before].filter(([id]) => id !== MENDED && id !== FIVE)).toEqual(
        [...after].filter(([id]) => id !== MENDED && id !== FIVE),
      );
    }
  });

  it('is decided by administrators alone, and checked by operators', async () => {
    const finding = await findingOf(MENDED);
    for (const role of ['viewer', 'operator'] as const) {
      await expect(applyFinding(await context(as(role)), finding)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(ignoreFinding(await context(as(role)), finding)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(checkCommissioning(await context(as('viewer')), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(checkCommissioning(await context(as('operator')), { days: 1 })).resolves.toMatchObject({
      arrays: ARRAYS,
    });
    await checkCommissioning(await context(), {});
  });

  it('applied: the nameplate is what was proposed, the change is in the audit log, and a later check has nothing to say', async () => {
    const truth = (await registered(demoDeviceId(0))).nameplate.vMp;
    const finding = await findingOf(MENDED);
    expect(await applyFinding(await context(), finding)).toMatchObject({ state: 'applied', decidedBy: 'admin' });
    const { nameplate } = await registered(MENDED);
    expect(Math.abs(nameplate.vMp / truth - 1)).toBeLessThan(0.015);
    const [entry] = await listAuditRows(database(), { target: MENDED, limit: 5 });
    expect(entry).toMatchObject({ action: 'commissioning.decide: apply', after: { vMp: nameplate.vMp } });
    await expect(applyFinding(await context(), finding)).rejects.toMatchObject({ code: 'conflict' });
    await checkCommissioning(await context(), {});
    expect(await briefly('applied')).toEqual([`nameplate_voltage ${MENDED}`]);
    expect((await briefly('open')).some((brief) => brief.includes(MENDED))).toBe(false);
  });

  it('of two devices in one another’s place: they change hands, and both fit', async () => {
    const [seven, five] = [await registered(SEVEN), await registered(FIVE)];
    await applyFinding(await context(), await findingOf(SEVEN));
    expect(await registered(SEVEN)).toEqual({ ...five, deviceId: SEVEN });
    expect(await registered(FIVE)).toEqual({ ...seven, deviceId: FIVE });
    expect(await registry()).toHaveLength(ARRAYS);
    await checkCommissioning(await context(), {});
    expect((await briefly('open')).some((brief) => brief.includes(SEVEN))).toBe(false);
  });

  it('ignored: it stays ignored when it is found again', async () => {
    expect(await ignoreFinding(await context(), await findingOf(KEPT))).toMatchObject({ state: 'ignored' });
    expect((await checkCommissioning(await context(), {})).ignored).toBe(1);
    expect(await briefly('ignored')).toEqual([`nameplate_voltage ${KEPT}`]);
  });

  it('is refused, with nothing changed, where the registry has changed since the check', async () => {
    await scaled(MENDED, 1.2);
    await checkCommissioning(await context(), {});
    await scaled(MENDED, 1.01);
    const before = await registry();
    await expect(applyFinding(await context(), await findingOf(MENDED))).rejects.toMatchObject({
      code: 'conflict',
      message: `what is registered of ${MENDED} has changed since the check: check again`,
    });
    expect(await registry()).toEqual(before);
    await scaled(MENDED, 1 / 1.212);
    expect((await checkCommissioning(await context(), {})).gone).toBe(1);
    expect((await briefly('gone')).filter((brief) => brief.startsWith('nameplate'))).toEqual([
      `nameplate_voltage ${MENDED}`,
    ]);
  });

  it('over the API: a page at a time, for who may read; a check and a decision take their scopes', async () => {
    const tokenFor = async (scopes: string[], role: 'viewer' | 'operator' | 'admin') =>
      (await createToken(openInstallation(admin), { kind: 'service', name: 'program', scopes, days: 1, role })).token;
    const reader = await tokenFor(['plant.read'], 'viewer');
    const address = '/api/v1/commissioning';
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? 'limit=1' : `limit=1&cursor=${cursor}`;
      const answer = await askApi('GET', `${address}/findings?${query}`, { token: reader });
      expect(answer.status).toBe(200);
      const page = findingListSchema.parse(await answer.json());
      ids.push(...page.findings.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual((await list()).map(({ id }) => id));
    const checks = { token: reader, body: { days: 1 } };
    expect((await askApi('POST', `${address}/checks`, checks)).status).toBe(403);
    const checker = await tokenFor(['commissioning.check'], 'operator');
    const checked = await askApi('POST', `${address}/checks`, { ...checks, token: checker });
    expect([checked.status, await checked.json()]).toEqual([200, expect.objectContaining({ arrays: ARRAYS })]);
    for (const verb of ['apply', 'ignore']) {
      const path = `${address}/findings/${ids[0]}/${verb}`;
      expect((await askApi('POST', path, { token: checker })).status).toBe(403);
    }
  });

  it('refuses days that it does not look at, and findings that are not there', async () => {
    await expect(checkCommissioning(await context(), { days: 8 })).rejects.toMatchObject({ code: 'invalid_input' });
    const unknown = { findingId: '019abc00-0000-7000-8000-000000000000' };
    await expect(ignoreFinding(await context(), unknown)).rejects.toMatchObject({ code: 'not_found' });
  });
});
