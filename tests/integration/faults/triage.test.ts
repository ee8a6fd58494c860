import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shiftPlantDay } from '#domain/plant-day.ts';
import type { Principal } from '#server/auth/principal.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { changeManyFaults } from '#server/services/faults/change-many-faults.ts';
import { exportFaults } from '#server/services/faults/export-faults.ts';
import { getFault } from '#server/services/faults/get-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { noteFault } from '#server/services/faults/note-fault.ts';
import { summarizeFaults } from '#server/services/faults/summarize-faults.ts';
import { database } from '#server/stores/database.ts';
import { contextOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';
import { operator, publishDay, registerArrays, type Said, VIEWER } from './given-published-days.ts';

givenFreshPlant();
const ANN = operator('ann@plant.example');
const BEN = operator('ben@plant.example');
const TODAY = '2026-07-10';
const at = (index: number) => shiftPlantDay(TODAY, index);
let arrays = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${TODAY}T10:00:00Z`) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** New arrays with a fault on the day before today, and no other array in that result; their cases. */
async function givenFaults(...losses: (number | null)[]) {
  const said: Said[] = [];
  for (const lossKwh of losses) {
    const deviceId = `TRIAGE${String(++arrays).padStart(4, '0')}`;
    await registerOne(deviceId);
    said.push({ deviceId, condition: 'line_line', lossKwh, confidence: 0.7 });
  }
  await publishDay(at(-1), said);
  return Promise.all(said.map(({ deviceId }) => faultOf(deviceId)));
}

async function givenFault(lossKwh: number | null = 2) {
  const [fault] = await givenFaults(lossKwh);
  if (!fault) throw new Error('no fault');
  return fault;
}

async function registerOne(deviceId: string): Promise<void> {
  if (arrays === 1) return registerArrays([deviceId]);
  const { modulesInSeries, strings, vMp, iMp } = (await database().pvArray.findFirst()) ?? {};
  const place = { plantId: 'demo', row: 90, column: arrays };
  await database().pvArray.create({
    data: {
      deviceId,
      ...place,
      modulesInSeries: modulesInSeries ?? 1,
      strings: strings ?? 1,
      vMp: vMp ?? 1,
      iMp: iMp ?? 1,
    },
  });
}

async function faultOf(deviceId: string) {
  const [found] = (await listFaults(await contextOf(), { text: deviceId })).faults;
  if (!found) throw new Error(`no case of ${deviceId}`);
  return { faultId: found.id, version: found.version, deviceId, view: found };
}

describe('who may only look', () => {
  const verbs: [string, (actor: Principal, seen: { faultId: string; version: number }) => Promise<unknown>][] = [
    [
      'acknowledge',
      async (actor, seen) => changeFault(await contextOf(actor), { ...seen, change: { action: 'acknowledge' } }),
    ],
    ['reopen', async (actor, seen) => changeFault(await contextOf(actor), { ...seen, change: { action: 'reopen' } })],
    [
      'assign',
      async (actor, seen) =>
        changeFault(await contextOf(actor), { ...seen, change: { action: 'assign', assignee: 'x' } }),
    ],
    [
      'snooze',
      async (actor, seen) =>
        changeFault(await contextOf(actor), { ...seen, change: { action: 'snooze', until: null } }),
    ],
    [
      'resolve',
      async (actor, seen) =>
        changeFault(await contextOf(actor), { ...seen, change: { action: 'resolve', cause: 'other' } }),
    ],
    ['note', async (actor, { faultId }) => noteFault(await contextOf(actor), { faultId, note: 'x' })],
    [
      'bulk',
      async (actor, { faultId, version }) =>
        changeManyFaults(await contextOf(actor), {
          change: { action: 'acknowledge' },
          faults: [{ id: faultId, version }],
        }),
    ],
  ];
  it.each(verbs)('%s rejects a viewer', async (_name, act) => {
    const { faultId, version, deviceId, view } = await givenFault();
    await expect(act(VIEWER, { faultId, version })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await faultOf(deviceId)).view).toEqual(view);
  });
});

describe('an operator', () => {
  it('takes a case through its states; history and audit log hold every step', async () => {
    const { faultId, version } = await givenFault();
    const acknowledged = await changeFault(await contextOf(ANN), {
      faultId,
      version,
      change: { action: 'acknowledge' },
    });
    expect(acknowledged).toMatchObject({ state: 'acknowledged', version: version + 1 });
    const assigned = await changeFault(await contextOf(ANN), {
      faultId,
      version: acknowledged.version,
      change: { action: 'assign', assignee: BEN.name },
    });
    await noteFault(await contextOf(BEN), { faultId, note: 'connector is loose' });
    const resolved = await changeFault(await contextOf(BEN), {
      faultId,
      version: assigned.version,
      change: { action: 'resolve', cause: 'repaired', note: 'tightened' },
    });
    expect(resolved).toMatchObject({ state: 'resolved', cause: 'repaired', assignee: BEN.name, note: 'tightened' });
    const reopened = await changeFault(await contextOf(ANN), {
      faultId,
      version: resolved.version,
      change: { action: 'reopen' },
    });
    expect(reopened).toMatchObject({ state: 'open', cause: null });
    const { history } = await getFault(await contextOf(), { faultId });
    expect(history.map(({ kind, by, detail, note }) => [kind, by, detail, note])).toEqual([
      ['opened', null, null, null],
      ['acknowledged', ANN.name, null, null],
      ['assigned', ANN.name, BEN.name, null],
      ['noted', BEN.name, null, 'connector is loose'],
      ['resolved', BEN.name, 'repaired', 'tightened'],
      ['reopened', ANN.name, null, null],
    ]);
    const audit = await database().auditEntry.findMany({ where: { targetId: faultId }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(
      ['acknowledge', 'assign', 'note', 'resolve', 'reopen'].map((verb) => `faults.triage: ${verb}`),
    );
    expect(audit[0]).toMatchObject({ before: { state: 'open' }, after: { state: 'acknowledged' } });
    await expect(database().$executeRaw`delete from fault_event where "caseId" = ${faultId}::uuid`).rejects.toThrow(
      'append-only',
    );
  });

  it('snoozes until a day: the case is open again from that day of the plant on', async () => {
    const { faultId, version, deviceId } = await givenFault();
    await changeFault(await contextOf(ANN), { faultId, version, change: { action: 'snooze', until: at(3) } });
    expect((await faultOf(deviceId)).view).toMatchObject({ state: 'snoozed', snoozedUntil: at(3) });
    // 23:30 of the day before in UTC is that day already at UTC+01:00.
    vi.setSystemTime(new Date(`${at(2)}T23:30:00Z`));
    const woken = (await faultOf(deviceId)).view;
    expect(woken).toMatchObject({ state: 'open', snoozedUntil: null });
    await expect(
      changeFault(await contextOf(ANN), { faultId, version: woken.version, change: { action: 'acknowledge' } }),
    ).resolves.toMatchObject({
      state: 'acknowledged',
    });
  });

  it('snoozes until worse: a day with half as much loss again wakes it, one with less does not', async () => {
    const { faultId, version, deviceId } = await givenFault(2);
    await changeFault(await contextOf(ANN), { faultId, version, change: { action: 'snooze', until: null } });
    await publishDay(at(0), [{ deviceId, condition: 'line_line', lossKwh: 2.9 }]);
    expect((await faultOf(deviceId)).view.state).toBe('snoozed');
    await publishDay(at(1), [{ deviceId, condition: 'line_line', lossKwh: 3.1 }]);
    expect((await faultOf(deviceId)).view.state).toBe('open');
    expect((await getFault(await contextOf(), { faultId })).history.at(-1)).toMatchObject({
      kind: 'woken',
      day: at(1),
    });
  });

  it('is told what cannot be, by name', async () => {
    const { faultId, version } = await givenFault();
    await expect(
      changeFault(await contextOf(ANN), { faultId, version, change: { action: 'snooze', until: TODAY } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(
      changeFault(await contextOf(ANN), {
        faultId,
        version,
        change: { action: 'resolve', cause: 'other', day: at(1) },
      }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(
      changeFault(await contextOf(ANN), {
        faultId,
        version,
        change: { action: 'resolve', cause: 'other', day: at(-2) },
      }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`it was seen on ${at(-1)}`),
    });
    await expect(
      changeFault(await contextOf(ANN), { faultId, version, change: { action: 'reopen' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('it is open'),
    });
    const nobody = { faultId: '00000000-0000-4000-8000-000000000000', version: 0 };
    await expect(
      changeFault(await contextOf(ANN), { ...nobody, change: { action: 'acknowledge' } }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('two operators at once', () => {
  it('exactly one wins, fifty times of fifty; the other is told who was first and when', async () => {
    for (let round = 0; round < 50; round++) {
      const { faultId, version } = await givenFault();
      const answers = await Promise.allSettled([
        changeFault(await contextOf(ANN), { faultId, version, change: { action: 'acknowledge' } }),
        changeFault(await contextOf(BEN), { faultId, version, change: { action: 'resolve', cause: 'other' } }),
      ]);
      const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      expect(won).toHaveLength(1);
      const first = won[0]?.state === 'acknowledged' ? `${ANN.name} acknowledged it` : `${BEN.name} resolved it`;
      expect(lost[0]).toMatchObject({ code: 'conflict', message: expect.stringContaining(first) });
      expect(lost[0].message).toMatch(/at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+01:00/);
      expect((await getFault(await contextOf(), { faultId })).history).toHaveLength(2);
    }
  });

  it('in bulk, what one had changed first is left alone and named; the rest is done', async () => {
    const faults = await givenFaults(1, 2, 3);
    const [taken] = faults;
    if (!taken) throw new Error('no fault');
    await changeFault(await contextOf(ANN), { ...taken, change: { action: 'acknowledge' } });
    const seen = faults.map(({ faultId, version }) => ({ id: faultId, version }));
    const { changed, refused } = await changeManyFaults(await contextOf(BEN), {
      change: { action: 'assign', assignee: BEN.name },
      faults: seen,
    });
    expect(changed.map(({ id }) => id).sort()).toEqual(
      seen
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(refused).toEqual([{ id: taken.faultId, reason: expect.stringContaining(`${ANN.name} acknowledged it`) }]);
  });
});

describe('the list', () => {
  it('is sorted by loss with the unknown last, and its pages hold every case once', async () => {
    await givenFaults(50, null, -0.5, 7, 7);
    const all = await listFaults(await contextOf(), { limit: 500 });
    const losses = all.faults.map(({ lossKwh }) => lossKwh ?? Number.NEGATIVE_INFINITY);
    expect(losses).toEqual([...losses].sort((a, b) => (a === b ? 0 : b - a)));
    expect(losses.at(0)).toBe(50);
    expect(losses.at(-1)).toBe(Number.NEGATIVE_INFINITY);
    for (const [sort, order] of [
      ['loss', 'desc'],
      ['loss', 'asc'],
      ['array', 'asc'],
      ['since', 'desc'],
    ] as const) {
      const ids: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await listFaults(await contextOf(), {
          sort,
          order,
          limit: 7,
          ...(cursor === undefined ? {} : { cursor }),
        });
        ids.push(...page.faults.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(new Set(ids).size).toBe(all.total);
      expect(ids).toHaveLength(all.total);
    }
  });

  it('puts a fault whose loss lies within its uncertainty below the others, whichever way it goes, and says so', async () => {
    const said: Said[] = [];
    for (const [lossKwh, lossUncertaintyKwh] of [
      [9, 10],
      [2, 1],
      [0.5, 0.1],
      [3, 3],
      [1, null],
    ]) {
      const deviceId = `TRIAGE${String(++arrays).padStart(4, '0')}`;
      await registerOne(deviceId);
      said.push({
        deviceId,
        condition: 'arc_fault',
        lossKwh: lossKwh ?? null,
        lossUncertaintyKwh: lossUncertaintyKwh ?? null,
      });
    }
    await publishDay(at(-1), said);
    const losses = async (order: 'asc' | 'desc') => {
      const { faults } = await listFaults(await contextOf(), { condition: 'arc_fault', sort: 'loss', order });
      for (const { lossKwh, withinUncertainty } of faults) expect(withinUncertainty).toBe(lossKwh === 9);
      return faults.map(({ lossKwh }) => lossKwh);
    };
    expect(await losses('desc')).toEqual([3, 2, 1, 0.5, 9]);
    expect(await losses('asc')).toEqual([0.5, 1, 2, 3, 9]);
  });

  it('filters by state, assignee, condition, day and text, and takes no pattern from the text', async () => {
    const { faultId, version, deviceId } = await givenFault();
    await changeFault(await contextOf(ANN), { faultId, version, change: { action: 'assign', assignee: 'carl_100%' } });
    const ids = async (filter: Parameters<typeof listFaults>[1]) =>
      (await listFaults(await contextOf(), filter)).faults.map(({ id }) => id);
    expect(await ids({ assignee: 'carl_100%' })).toEqual([faultId]);
    expect(await ids({ text: 'l_100%' })).toEqual([faultId]);
    expect(await ids({ text: 'l_1%0' })).toEqual([]);
    expect(await ids({ text: deviceId, state: 'resolved,snoozed' })).toEqual([]);
    expect(await ids({ text: deviceId, condition: 'line_line', since: at(-1) })).toEqual([faultId]);
    expect(await ids({ text: deviceId, since: at(0) })).toEqual([]);
    await expect(listFaults(await contextOf(), { state: 'opened' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(listFaults(await contextOf(), { cursor: 'bm90IG9uZQ' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('as CSV holds every case, and no cell that a spreadsheet runs', async () => {
    const { faultId } = await givenFault();
    await noteFault(await contextOf(ANN), { faultId, note: '=HYPERLINK("http://evil.example")' });
    const pieces: string[] = [];
    for await (const piece of exportFaults(await contextOf(), {})) pieces.push(piece);
    const csv = pieces.join('');
    expect(csv.trimEnd().split('\r\n')).toHaveLength((await listFaults(await contextOf(), {})).total + 1);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });

  it('is summed up by state, with the names seen before', async () => {
    const { faults } = await listFaults(await contextOf(), { limit: 500 });
    const { counts, people, me, mayTriage } = await summarizeFaults(await contextOf(VIEWER));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(faults.length);
    expect(people).toEqual(expect.arrayContaining([ANN.name, BEN.name, 'carl_100%']));
    expect({ me, mayTriage }).toEqual({ me: VIEWER.name, mayTriage: false });
  });
});

describe('over the API', () => {
  it('a change and the older address of its verb do the same', async () => {
    const { cookie } = await signedIn('operator');
    const post = (path: string, body: unknown) =>
      askApi('POST', `/api/v1/faults/${path}`, { headers: { cookie }, body });
    for (const [verb, said] of [
      ['acknowledge', {}],
      ['assign', { assignee: BEN.name }],
      ['snooze', { until: null }],
      ['resolve', { cause: 'repaired', note: 'tightened' }],
    ] as const) {
      const [one, other] = await givenFaults(1, 1);
      const changed = await post(`${one?.faultId}/changes`, {
        change: { action: verb, ...said },
        version: one?.version,
      });
      const older = await post(`${other?.faultId}/${verb}`, { ...said, version: other?.version });
      expect([changed.status, older.status]).toEqual([200, 200]);
      const { id, deviceId, column, ...rest } = await changed.json();
      expect(id).toBe(one?.faultId);
      expect(await older.json()).toEqual({
        ...rest,
        id: other?.faultId,
        deviceId: other?.deviceId,
        column: column + 1,
      });
      const again = [
        await post(`${one?.faultId}/changes`, { change: { action: 'reopen' }, version: one?.version }),
        await post(`${other?.faultId}/reopen`, { version: other?.version }),
      ];
      expect(again.map(({ status }) => status)).toEqual([409, 409]);
    }
  });

  it.each([
    ['changes', { change: { action: 'assign' }, version: 0 }],
    ['changes', { change: { action: 'burn' }, version: 0 }],
    ['changes', { action: 'reopen', version: 0 }],
    ['changes', { change: { action: 'reopen' }, version: 0, state: 'resolved' }],
    ['assign', { version: 0 }],
    ['reopen', { version: 0, state: 'resolved' }],
  ])('%s refuses %j', async (path, body) => {
    const { cookie } = await signedIn('operator');
    const { faultId } = await givenFault();
    const response = await askApi('POST', `/api/v1/faults/${faultId}/${path}`, { headers: { cookie }, body });
    expect(response.status).toBe(400);
  });
});
