import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { openSystem } from '#server/services/context.ts';
import { getModel } from '#server/services/models/get-model.ts';
import { listModelVersions } from '#server/services/models/list-model-versions.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database, dateOfDay } from '#server/stores/database.ts';
import { setCurrentRun } from '#server/stores/plant-days.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { givenFreshPlant } from './setup/fresh-plant.ts';

const admin = systemPrincipal('test');
givenFreshPlant();

beforeAll(() => registerDemoPlant(openSystem(), { arrays: 4 }));

/** A published run of a day, judged by a version. */
async function judged(day: string, modelVersion: string): Promise<void> {
  const id = randomUUID();
  const data = { id, plantId: 'demo', day: dateOfDay(day), trigger: 'command', requestedBy: 'test' } as const;
  await database().run.create({ data: { ...data, state: 'succeeded', modelVersion } });
  await setCurrentRun(database(), 'demo', day, id);
}

describe('a version of the model', () => {
  it('is taken into use with a row in the audit log', async () => {
    const { version } = await getModel(installationOf());
    expect(await takeModelIntoUse(installationOf(admin), { version })).toMatchObject({ version, previous: version });
    const rows = await database().auditEntry.findMany({ where: { action: 'model.use' } });
    expect(rows).toMatchObject([{ actorName: 'test', targetId: version, after: { version } }]);
    const { models, mayUse } = await listModelVersions(await contextOf(admin));
    expect(models.filter(({ inUse }) => inUse)).toMatchObject([{ version, problem: null }]);
    expect(mayUse).toBe(true);
  });

  it('is not taken into use by an operator, who is not offered it either', async () => {
    const operator = { ...admin, role: 'operator' } as const;
    const { version } = await getModel(installationOf());
    await expect(takeModelIntoUse(installationOf(operator), { version })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listModelVersions(await contextOf(operator))).mayUse).toBe(false);
  });

  it('that is unknown changes nothing and leaves no row', async () => {
    const before = await database().auditEntry.count();
    const version = 'nosuch-0123456789ab';
    await expect(takeModelIntoUse(installationOf(admin), { version })).rejects.toMatchObject({ code: 'not_found' });
    await expect(takeModelIntoUse(installationOf(admin), { version: '../x' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await database().auditEntry.count()).toBe(before);
  });
});

describe('the days by version', () => {
  it('are stretches, newest first; a day without a result does not end one, another version does', async () => {
    const first = '2026-03-01';
    for (const [offset, version] of ['a', 'a', null, 'a', 'b', 'a'].entries()) {
      if (version !== null) await judged(shiftPlantDay(first, offset), version);
    }
    expect((await listModelVersions(await contextOf(admin))).stretches).toEqual([
      { version: 'a', from: '2026-03-06', to: '2026-03-06', days: 1 },
      { version: 'b', from: '2026-03-05', to: '2026-03-05', days: 1 },
      { version: 'a', from: '2026-03-01', to: '2026-03-04', days: 3 },
    ]);
  });
});
