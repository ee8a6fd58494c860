import { beforeEach, describe, expect, it } from 'vitest';
import type { ArrayInput } from '#domain/registration.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { openContext, openInstallation } from '#server/services/context.ts';
import { getPlantLayout } from '#server/services/days/get-plant-layout.ts';
import { exportPlant } from '#server/services/plants/export-plant.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { applyRegistration, previewRegistration } from '#server/services/plants/register-arrays.ts';
import { registerFile } from '#server/services/plants/register-file.ts';
import { removeArrays } from '#server/services/plants/remove-arrays.ts';
import { database, dateOfDay } from '#server/stores/database.ts';
import { exchangeArrays, listRegisteredArrays, updateNameplate } from '#server/stores/registered-arrays.ts';
import { publishDay } from '../faults/given-published-days.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

givenFreshPlant();

const ADMIN = systemPrincipal('test');
const LAYOUT = { modulesInSeries: 5, strings: 3 };
const DAY = '2026-05-01';

const context = () => openInstallation(ADMIN);
const rowsOf = (inputs: readonly ArrayInput[]) => inputs.map((input, index) => ({ line: index + 2, input }));
const register = (mode: 'register' | 'update', inputs: readonly ArrayInput[], more: object = {}) =>
  applyRegistration(context(), { plantId: 'demo', mode, rows: rowsOf(inputs), ...more });
const plantRow = () => database().plant.findUniqueOrThrow({ where: { id: 'demo' } });
const auditRows = () => database().auditEntry.findMany({ orderBy: { id: 'asc' } });

beforeEach(async () => {
  await database().$transaction(async (db) => {
    // What is append-only for the product is emptied between tests.
    await db.$executeRaw`set local session_replication_role = replica`;
    await db.$executeRaw`truncate note, verdict, plant_day, run, "array", plant, audit_entry cascade`;
  });
});

describe('a registration', () => {
  it('makes the plant, its arrays and one entry of the audit log, in one transaction', async () => {
    const preview = await register(
      'register',
      [
        { deviceId: 'Inv 3/S#2', ...LAYOUT },
        { deviceId: 'ü'.repeat(64), ...LAYOUT },
      ],
      {
        name: 'South field',
        utcOffsetMinutes: 330,
      },
    );
    expect(preview).toMatchObject({ isNew: true, arrays: 2, counts: { added: 2 }, problems: [] });
    expect(await plantRow()).toMatchObject({
      name: 'South field',
      utcOffsetMinutes: 330,
      arrayCount: 2,
      simulated: false,
    });
    expect(await auditRows()).toMatchObject([
      { action: 'plant.register: register', targetId: 'demo', before: null, after: { added: 2, arrays: 2 } },
    ]);
  });

  it('with a problem registers nothing and tells all problems, each with its line', async () => {
    const rows: ArrayInput[] = [{ deviceId: 'A', ...LAYOUT }, { deviceId: 'A', ...LAYOUT }, { deviceId: 'B' }];
    const failed = register('register', rows, { source: 'plant.csv' });
    await expect(failed).rejects.toMatchObject({
      code: 'invalid_input',
      message: [
        'plant.csv line 3 column deviceId: "A" is in line 2 already',
        'plant.csv line 4 column modulesInSeries: is needed: how many modules a string has',
        'plant.csv line 4 column strings: is needed: how many strings are in parallel',
        'nothing was registered',
      ].join('\n'),
    });
    expect(await database().plant.count()).toBe(0);
    expect(await auditRows()).toEqual([]);
  });

  it('that fails half-way leaves nothing', async () => {
    // The log refuses the entry: the last thing that is written.
    await database().$executeRaw`alter table audit_entry add constraint refused check (action not like 'plant.%')`;
    try {
      await expect(register('register', [{ deviceId: 'A', ...LAYOUT }])).rejects.toThrow();
    } finally {
      await database().$executeRaw`alter table audit_entry drop constraint refused`;
    }
    expect([await database().plant.count(), await database().pvArray.count()]).toEqual([0, 0]);
  });

  it('takes an id of another plant unless both send to one topic, and no plant that is there already', async () => {
    await register('register', [{ deviceId: 'A', ...LAYOUT }], { plantId: 'north' });
    adoptSetting('KAFKA_SERVERS', '127.0.0.1:1');
    try {
      const twice = register('register', [{ deviceId: 'A', ...LAYOUT }]);
      await expect(twice).rejects.toThrow('"A" belongs to plant "north", which sends to the same topic');
    } finally {
      adoptSetting('KAFKA_SERVERS', '');
    }
    await register('register', [{ deviceId: 'A', ...LAYOUT }]);
    expect(await database().pvArray.count()).toBe(2);
    await expect(register('register', [{ deviceId: 'B', ...LAYOUT }], { plantId: 'north' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has 1 arrays already'),
    });
    await expect(register('update', [{ deviceId: 'B', ...LAYOUT }], { plantId: 'south' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is for admins', async () => {
    const operator = { ...ADMIN, role: 'operator' as const };
    const asked = { plantId: 'demo', mode: 'register' as const, rows: rowsOf([{ deviceId: 'A', ...LAYOUT }]) };
    for (const service of [previewRegistration, applyRegistration]) {
      await expect(service(openInstallation(operator), asked)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await database().plant.count()).toBe(0);
  });

  it('that is only previewed tells what would change and changes nothing', async () => {
    await register(
      'register',
      ['A', 'B'].map((deviceId) => ({ deviceId, ...LAYOUT })),
    );
    const before = await plantRow();
    const rows = rowsOf([
      { deviceId: 'A', strings: 4 },
      { deviceId: 'C', ...LAYOUT },
    ]);
    const asked = { plantId: 'demo', mode: 'update' as const, rows, removeMissing: true };
    const preview = await previewRegistration(context(), asked);
    expect(preview.counts).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 0 });
    expect(preview.rows).toMatchObject([
      { deviceId: 'A', kind: 'changed', line: 2, fields: [{ name: 'strings', before: 3, after: 4 }] },
      { deviceId: 'C', kind: 'added', line: 3 },
      { deviceId: 'B', kind: 'removed', line: null },
    ]);
    expect(await plantRow()).toEqual(before);
    expect(await auditRows()).toHaveLength(1);
  });
});

describe('an update', () => {
  beforeEach(async () => {
    await register(
      'register',
      ['A', 'B', 'C'].map((deviceId) => ({ deviceId, ...LAYOUT })),
      { utcOffsetMinutes: 60 },
    );
  });

  it('lets arrays change places', async () => {
    await register('update', [
      { deviceId: 'A', row: 1, column: 2 },
      { deviceId: 'B', row: 1, column: 1 },
    ]);
    const layout = await getPlantLayout(await openContext(ADMIN), { knownVersion: null });
    expect(layout?.deviceIds).toEqual(['B', 'A', 'C']);
    expect(layout?.version).toBe((await plantRow()).layoutVersion);
  });

  it('is refused with the run’s id while a run of the plant is live, and a run waits for an update under way', async () => {
    const run = { plantId: 'demo', day: dateOfDay(DAY), trigger: 'command', requestedBy: 'test' } as const;
    const { id } = await database().run.create({ data: run });
    const before = await listRegisteredArrays(database(), 'demo');
    await expect(register('update', [{ deviceId: 'A', strings: 4 }])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(id),
    });
    await expect(removeArrays(await openContext(ADMIN), { deviceIds: ['A'] })).rejects.toThrow(id);
    // What changes nothing disturbs no run.
    await register('update', [{ deviceId: 'A', strings: 3 }], { name: 'Another name' });
    expect(await listRegisteredArrays(database(), 'demo')).toEqual(before);
  });

  it('does not move the days that have a result', async () => {
    await publishDay(DAY, [{ deviceId: 'A', condition: 'normal' }]);
    await expect(register('update', [{ deviceId: 'A' }], { utcOffsetMinutes: 120 })).rejects.toThrow(
      'column utcOffset: cannot be changed: 1 plant days have a result',
    );
  });

  it('of the plant’s own export changes nothing', async () => {
    const numbers = { vMp: 30, iMp: 8, vOc: 37.5, iSc: 8.6, alphaIsc: 0.05, betaVoc: -0.31 };
    const said = { name: '-3 °, "left"', group: 'F1/I2', tilt: 12.5, azimuth: 181, inServiceFrom: '2024-02-29' };
    await register('update', [
      { deviceId: 'A', ...numbers, ...said, blockingDiodes: true },
      { deviceId: 'B', module: 'SunPower SPR-E20-327' },
    ]);
    const before = await listRegisteredArrays(database(), 'demo');
    for (const format of ['csv', 'json'] as const) {
      const { text } = await exportPlant(await openContext(ADMIN), { format });
      const file = { name: `plant.${format}`, text };
      const { counts } = await registerFile(context(), { plantId: 'demo', mode: 'update', removeMissing: true, file });
      expect(counts).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3 });
    }
    expect(await listRegisteredArrays(database(), 'demo')).toEqual(before);
    expect(await auditRows()).toHaveLength(2);
  });
});

describe('an array that is taken out of service', () => {
  beforeEach(async () => {
    await register(
      'register',
      ['A', 'B', 'C'].map((deviceId) => ({ deviceId, ...LAYOUT })),
      { utcOffsetMinutes: 60 },
    );
    await publishDay(DAY, [{ deviceId: 'B', condition: 'normal' }]);
  });

  it('keeps what was found of it, and is in the runs of its days alone', async () => {
    const lastDay = '2026-05-03';
    expect(await removeArrays(await openContext(ADMIN), { deviceIds: ['B'], lastDay })).toEqual({
      removed: ['B'],
      left: 2,
    });
    expect(await database().verdict.count({ where: { deviceId: 'B' } })).toBe(1);
    const idsOn = async (day: string) =>
      (await getPlantWithArrays(context(), 'demo', day)).arrays.map(({ deviceId }) => deviceId);
    expect(await idsOn(lastDay)).toEqual(['A', 'B', 'C']);
    expect(await idsOn('2026-05-04')).toEqual(['A', 'C']);
    expect((await getPlantLayout(await openContext(ADMIN), { knownVersion: null }))?.deviceIds).toEqual(['A', 'C']);
    expect((await plantRow()).arrayCount).toBe(2);
  });

  it('leaves its place to another, and comes back where one is free', async () => {
    await removeArrays(await openContext(ADMIN), { deviceIds: ['B'] });
    await register('update', [{ deviceId: 'NEW', ...LAYOUT, row: 1, column: 2 }]);
    await expect(register('update', [{ deviceId: 'B', inServiceTo: null }])).rejects.toThrow('row 1, column 2: "NEW"');
    await register('update', [{ deviceId: 'B', inServiceTo: null, row: 2, column: 1 }]);
    expect((await plantRow()).arrayCount).toBe(4);
  });

  it('is one of all that were named, or none of them is', async () => {
    const failed = removeArrays(await openContext(ADMIN), { deviceIds: ['A', 'X'] });
    await expect(failed).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('"X"') });
    expect((await plantRow()).arrayCount).toBe(3);
  });
});

describe('what commissioning puts right', () => {
  const both = async () => {
    const [one, other] = await listRegisteredArrays(database(), 'demo');
    if (!one || !other) throw new Error('two arrays are registered');
    return [one, other] as const;
  };
  beforeEach(() =>
    register('register', [
      { deviceId: 'A', ...LAYOUT, name: 'First', group: 'F1', tilt: 20, inServiceFrom: '2026-01-01' },
      { deviceId: 'B', modulesInSeries: 6, strings: 2, vMp: 40, iMp: 10, blockingDiodes: true },
    ]),
  );

  it('devices that stand in one another’s place take over all that is registered of it but their days in service', async () => {
    const [a, b] = await both();
    await database().$transaction((db) => exchangeArrays(db, 'demo', a, b));
    expect(await both()).toEqual([
      { ...a, deviceId: 'B', inServiceFrom: null },
      { ...b, deviceId: 'A', inServiceFrom: '2026-01-01' },
    ]);
  });

  it('a nameplate’s other figures are in the file that registers it again', async () => {
    const [, { nameplate }] = await both();
    await updateNameplate(database(), 'demo', 'B', { ...nameplate, vMp: 210 });
    const { text } = await exportPlant(await openContext(ADMIN), { format: 'json' });
    const { arrays } = JSON.parse(text);
    expect(arrays[1]).toMatchObject({ deviceId: 'B', modulesInSeries: 6, vMp: 35, iMp: 10 });
  });
});

it('100,000 arrays are registered from one file, and one more is refused', async () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, n) => `INV-${String(n).padStart(6, '0')};F${n % 200};28;4;45,1;9,9`,
  );
  const text = `deviceId;group;modulesInSeries;strings;vMp;iMp\r\n${lines.join('\r\n')}\r\n`;
  const file = { name: 'large.csv', text };
  const preview = await registerFile(context(), { plantId: 'demo', mode: 'register', file });
  expect(preview).toMatchObject({ arrays: 100_000, counts: { added: 100_000 }, rowsLeftOut: 90_000 });
  expect((await plantRow()).arrayCount).toBe(100_000);
  const more = { name: 'larger.csv', text: `${text}ONE-MORE;;28;4;45;9\r\n` };
  await expect(registerFile(context(), { plantId: 'demo', mode: 'update', file: more })).rejects.toThrow(
    'holds 100001 arrays, a plant has at most 100000',
  );
});
