import { beforeAll, expect, it } from 'vitest';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { openContext, openInstallation, openSystem } from '#server/services/context.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { planRemovals } from '#server/services/housekeeping/plan-removals.ts';
import { changePlantSettings, getPlantSettings } from '#server/services/plants/plant-settings.ts';
import { previewRegistration } from '#server/services/plants/register-arrays.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { listAuditRows } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { registerArrays } from '../faults/given-published-days.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

givenFreshPlant();

const ADMIN = systemPrincipal('test');
const contextOf = (plantId: string) => openContext(ADMIN, plantId);
const set = async (plantId: string, change: Parameters<typeof changePlantSettings>[1]) =>
  changePlantSettings(await contextOf(plantId), change);
const NEXT_NOON = Date.parse('2026-06-03T12:00:00Z');

beforeAll(async () => {
  for (const plantId of ['north', 'south']) await registerArrays(['A'], plantId);
  await database().plant.updateMany({ data: { createdAt: new Date('2026-06-01T00:00:00Z') } });
});

it('a plant’s own settings hold for it alone, until they are the installation’s again', async () => {
  adoptSetting('HELIOGRAPH_TARIFF', '0.10 EUR');
  const tariffOf = async (plantId: string) => (await listFaults(await contextOf(plantId), {})).tariff;
  expect(await set('south', { tariff: '0.25 USD', longitude: 11.5 })).toEqual({ tariff: '0.25 USD', longitude: 11.5 });
  expect([await tariffOf('north'), await tariffOf('south')]).toEqual([
    { perKwh: 0.1, currency: 'EUR' },
    { perKwh: 0.25, currency: 'USD' },
  ]);
  expect(await set('south', { tariff: null })).toEqual({ longitude: 11.5 });
  expect(await tariffOf('south')).toEqual({ perKwh: 0.1, currency: 'EUR' });
  const [entry] = await listAuditRows(database(), { target: 'south', limit: 1 });
  expect(entry).toMatchObject({
    action: 'plant.register: settings',
    before: { tariff: '0.25 USD', longitude: 11.5 },
    after: { longitude: 11.5 },
  });
});

it('each plant is run by its own schedule', async () => {
  await set('south', { schedule: 'off' });
  const dueOf = async (plantId: string) => {
    const { queued, held } = await scheduleDays(await contextOf(plantId), NEXT_NOON);
    return [...queued, ...held.map(({ day }) => day)];
  };
  expect((await dueOf('north')).length).toBeGreaterThan(0);
  expect(await dueOf('south')).toEqual([]);
  await set('south', { schedule: null });
});

it('an id is refused only where both plants send to one topic', async () => {
  adoptSetting('KAFKA_SERVERS', '127.0.0.1:1');
  try {
    const problems = async () => {
      const rows = [{ line: 2, input: { deviceId: 'A', modulesInSeries: 5, strings: 3 } }];
      const input = { plantId: 'south', mode: 'update', rows } as const;
      return (await previewRegistration(openInstallation(ADMIN), input)).problems.map(({ message }) => message);
    };
    expect(await problems()).toEqual(['"A" belongs to plant "north", which sends to the same topic']);
    await set('south', { kafkaTopics: ['south.readings'] });
    expect(await problems()).toEqual([]);
  } finally {
    adoptSetting('KAFKA_SERVERS', '');
    await set('south', { kafkaTopics: null });
  }
});

it('what cannot be is refused by name, and nothing of it kept', async () => {
  const before = getPlantSettings(await contextOf('south'));
  for (const [change, message] of [
    [{ schedule: 'at night' }, 'schedule'],
    [{ tariff: 'a lot' }, 'must be like "0.11 EUR"'],
    [{ latitude: 91 }, 'must be from -90 to 90'],
    [{ kafkaTopics: ['no topic'] }, 'must be names of topics'],
    [{ silverRetentionDays: 0 }, 'silverRetentionDays'],
    [{}, 'must name at least one setting'],
  ] as const) {
    await expect(
      set('south', { ...change, longitude: 1 } as never).then(() => set('south', change as never)),
    ).rejects.toThrow(message);
  }
  await set('south', { longitude: before.longitude ?? null });
  expect(getPlantSettings(await contextOf('south'))).toEqual(before);
});

it('over the API: for who may read, and changed by admins of the plant', async () => {
  const address = '/api/v1/plants/south/settings';
  const cookieOf = async (role: 'operator' | 'admin') => ({
    cookie: (await signedIn(role, new Date(), undefined, { south: role })).cookie,
  });
  const [operator, admin] = [await cookieOf('operator'), await cookieOf('admin')];
  const body = { silverRetentionDays: 10 };
  expect((await askApi('PATCH', address, { headers: operator, body })).status).toBe(403);
  const changed = await askApi('PATCH', address, { headers: admin, body });
  expect([changed.status, await changed.json()]).toEqual([200, expect.objectContaining(body)]);
  expect(await (await askApi('GET', address, { headers: operator })).json()).toMatchObject(body);
  expect(await planRemovals(openSystem())).toMatchObject({ leftAlone: [] });
});
