import { beforeAll, describe, expect, it, vi } from 'vitest';
import { deriveFault, type FaultDay, type FaultDecision } from '#domain/fault-state.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import { openSystem } from '#server/services/context.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { getFault } from '#server/services/faults/get-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { updateFaults } from '#server/services/faults/update-faults.ts';
import { database } from '#server/stores/database.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { operator, PLANT, publishDay, registerArrays, type Said } from './given-published-days.ts';

givenFreshPlant();
const OPERATOR = operator('op@plant.example');
const RANDOM_ARRAYS = Array.from({ length: 40 }, (_, index) => `RANDOM${String(index).padStart(4, '0')}`);
const at = (index: number) => shiftPlantDay('2026-03-01', index);
const ONE = 'ARRAY00001';
const OTHER = 'ARRAY00002';

beforeAll(async () => {
  await registerArrays([ONE, OTHER, ...RANDOM_ARRAYS]);
});

const faultsOf = async (deviceId: string) =>
  (await listFaults(await contextOf(), { text: deviceId, limit: 500 })).faults;
const faultOf = async (deviceId: string) => {
  const [found] = await faultsOf(deviceId);
  if (!found) throw new Error(`no case of ${deviceId}`);
  return found;
};

describe('cases', () => {
  it('are one an array and condition, with the days and losses of all its days', async () => {
    await publishDay(at(0), [{ deviceId: ONE, condition: 'line_line', lossKwh: 2, confidence: 0.7 }]);
    await publishDay(at(1), [{ deviceId: ONE, condition: 'line_line', lossKwh: 4, confidence: 0.8 }]);
    await publishDay(at(2), [{ deviceId: ONE, condition: 'open_circuit', lossKwh: null }]);
    const found = (await faultsOf(ONE)).map(({ condition, daysSeen, lossKwh, lossPerDayKwh, confidence }) => ({
      condition,
      daysSeen,
      lossKwh,
      lossPerDayKwh,
      confidence,
    }));
    expect(found).toEqual([
      { condition: 'line_line', daysSeen: 2, lossKwh: 6, lossPerDayKwh: 3, confidence: 0.8 },
      { condition: 'open_circuit', daysSeen: 1, lossKwh: null, lossPerDayKwh: null, confidence: 0.9 },
    ]);
  });

  it('are what a re-run of their day makes of them: withdrawn without it, back with it, and no day is counted twice', async () => {
    const before = (await faultsOf(ONE)).find(({ condition }) => condition === 'open_circuit');
    await publishDay(at(2), [{ deviceId: ONE, condition: 'normal' }]);
    expect(await getFault(await contextOf(), { faultId: before?.id ?? '' })).toMatchObject({
      fault: { state: 'withdrawn', daysSeen: 0, lastSeen: null },
      history: [{ kind: 'opened' }, { kind: 'withdrawn', day: at(2) }],
    });
    await publishDay(at(2), [{ deviceId: ONE, condition: 'open_circuit' }]);
    expect((await getFault(await contextOf(), { faultId: before?.id ?? '' })).fault).toMatchObject({
      state: 'open',
      daysSeen: 1,
    });
  });

  it('do not change, nor does their history, when a day is taken in again', async () => {
    const day = at(1);
    const before = await faultOf(ONE);
    const { ribbon, history } = await getFault(await contextOf(), { faultId: before.id });
    const runId = ribbon.find((entry) => entry.day === day)?.runId ?? '';
    await database().$transaction((db) => updateFaults({ ...openSystem(), db }, { plantId: PLANT, day, runId }));
    expect(await getFault(await contextOf(), { faultId: before.id })).toMatchObject({ fault: before, history });
  });

  it('that were resolved are regressed by a day after the repair, not by an older one that comes late', async () => {
    await publishDay(at(20), [{ deviceId: OTHER, condition: 'arc_fault' }]);
    const { id, version } = await faultOf(OTHER);
    await changeFault(await contextOf(OPERATOR), {
      faultId: id,
      version,
      change: { action: 'resolve', cause: 'repaired', day: at(21) },
    });
    await publishDay(at(18), [{ deviceId: OTHER, condition: 'arc_fault' }]);
    expect(await faultOf(OTHER)).toMatchObject({ state: 'resolved', cause: 'repaired', daysSeen: 2, since: at(18) });
    await publishDay(at(22), [{ deviceId: OTHER, condition: 'arc_fault' }]);
    expect(await faultOf(OTHER)).toMatchObject({ state: 'regressed', cause: null });
    expect((await getFault(await contextOf(), { faultId: id })).history.map(({ kind }) => kind)).toEqual([
      'opened',
      'resolved',
      'regressed',
    ]);
  });

  it('catch up with days that were published before there were cases', async () => {
    await database().$executeRaw`delete from case_day where day = ${at(20)}::date`;
    await database().$executeRaw`update plant_day set "casesRunId" = null where day = ${at(20)}::date`;
    await publishDay(at(23), [{ deviceId: OTHER, condition: 'normal' }]);
    expect(await faultOf(OTHER)).toMatchObject({ daysSeen: 3 });
  });
});

describe('any order of publishing, with re-runs between', () => {
  it('gives the cases that the rule of the domain gives', async () => {
    const random = createSeededRandom(11);
    const days = Array.from({ length: 26 }, (_, index) => at(100 + index));
    const results = new Map(days.map((day) => [day, RANDOM_ARRAYS.map((deviceId) => someVerdict(deviceId, random))]));
    const first = days[9] ?? '';
    await publishDay(
      first,
      RANDOM_ARRAYS.map((deviceId) => ({ deviceId, condition: 'line_ground', lossKwh: 1, confidence: 0.6 })),
    );
    const decisions = await decideSome(first);
    const order = days.map((day) => ({ day, by: random() })).sort((a, b) => a.by - b.by);
    for (const { day } of order) {
      // Every third day is published wrong at first, then run again.
      if (random() < 0.3)
        await publishDay(
          day,
          RANDOM_ARRAYS.map((deviceId) => someVerdict(deviceId, random)),
        );
      await publishDay(day, results.get(day) ?? []);
    }
    const cases = new Map((await faultsOf('RANDOM')).map((one) => [`${one.deviceId} ${one.condition}`, one]));
    for (const deviceId of RANDOM_ARRAYS) {
      const said = days.map((day) => ({ day, ...results.get(day)?.find((one) => one.deviceId === deviceId) }));
      const fault: FaultDay[] = said
        .filter(({ condition }) => condition === 'line_ground')
        .map(({ day, confidence = null, lossKwh = null }) => ({ day, confidence, lossKwh }));
      const normal = said.filter(({ condition }) => condition === 'normal').map(({ day }) => day);
      const expected = deriveFault(fault, normal, decisions.get(deviceId) ?? { kind: 'none' }, 7);
      const { state, since, lastSeen, firstSeen, daysSeen } = cases.get(`${deviceId} line_ground`) ?? {};
      expect({ deviceId, state, since, last: lastSeen, first: firstSeen, daysSeen }).toEqual({
        deviceId,
        state: expected.state,
        since: expected.since,
        last: expected.last,
        first: expected.first,
        daysSeen: fault.length,
      });
    }
    const states = new Set([...cases.values()].map(({ state }) => state));
    for (const state of ['open', 'regressed', 'acknowledged', 'resolved'] as const) expect(states).toContain(state);
  });
});

/** Acknowledges a third of the cases and resolves another, on the first day; what was decided, by array. */
async function decideSome(day: string): Promise<Map<string, FaultDecision>> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T12:00:00Z`) });
  const decisions = new Map<string, FaultDecision>();
  for (const [index, { id, version, deviceId }] of (await faultsOf('RANDOM')).entries()) {
    if (index % 3 === 0) {
      await changeFault(await contextOf(OPERATOR), { faultId: id, version, change: { action: 'acknowledge' } });
      decisions.set(deviceId, { kind: 'acknowledged', day });
    } else if (index % 3 === 1) {
      await changeFault(await contextOf(OPERATOR), {
        faultId: id,
        version,
        change: { action: 'resolve', cause: 'repaired' },
      });
      decisions.set(deviceId, { kind: 'resolved', day });
    }
  }
  vi.useRealTimers();
  return decisions;
}

function someVerdict(deviceId: string, random: () => number): Said {
  const draw = random();
  // A third of the arrays is mostly healthy, so that faults end and come back.
  const share = Number(deviceId.at(-1)) % 3 === 0 ? 0.06 : 0.35;
  if (draw < share) return { deviceId, condition: 'line_ground', confidence: random(), lossKwh: random() * 3 };
  if (draw < share + 0.08) return { deviceId, condition: 'arc_fault', lossKwh: random() };
  return { deviceId, condition: draw < share + 0.2 ? null : 'normal' };
}
