import { beforeAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS, faultOf, MIN_RAN_WHILE_OFF } from '#domain/fault-kinds.ts';
import { notificationText } from '#domain/notification-text.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { openSystem } from '#server/services/context.ts';
import { getTrend } from '#server/services/days/get-trend.ts';
import { listDays } from '#server/services/days/list-days.ts';
import { previewExport } from '#server/services/exports/preview-export.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { getFault } from '#server/services/faults/get-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { describeSuccess } from '#server/services/notifications/notify-run.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { database } from '#server/stores/database.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { operator, publishDay, registerArrays, type Said } from './given-published-days.ts';

givenFreshPlant();
const OFF = 'CONVERTER1';
const WITH_ALL = 'CONVERTER2';
const TRIAGED = 'CONVERTER3';
const TOLD = 'CONVERTER4';
const REST = Array.from({ length: 4 }, (_, index) => `NEIGHBOUR${index}`);
let days = 0;

beforeAll(async () => {
  await registerArrays([OFF, WITH_ALL, TRIAGED, TOLD, ...REST]);
});

/** Publishes the day after the one published last, with what is said of one array and the others healthy unless said. */
async function publishNext(said: Said, ofOthers: Omit<Said, 'deviceId'> = { condition: 'normal' }) {
  const day = shiftPlantDay('2026-03-01', days++);
  await publishDay(day, [said, ...REST.map((deviceId) => ({ deviceId, ...ofOthers }))]);
  return day;
}

const normal = (deviceId: string): Said => ({ deviceId, condition: 'normal' });
const off = (deviceId: string, ranWhileOffPart: number | null, lossKwh = 30): Said => ({
  deviceId,
  condition: null,
  ranWhileOffPart,
  lossKwh,
});
const offAsAll = { condition: null, ranWhileOffPart: 0.2, lossKwh: 30 };
const faultsOf = async (deviceId: string) => (await listFaults(await contextOf(), { text: deviceId })).faults;
const onlyFault = async () => {
  const [only, ...others] = await faultsOf(OFF);
  if (!only || others.length > 0) throw new Error(`expected one case, not ${others.length + (only ? 1 : 0)}`);
  return only;
};

describe('an array that is off', () => {
  it('with the whole plant opens no case, nor does one of whose neighbours nothing is known', async () => {
    await publishNext(off(WITH_ALL, 0.2), offAsAll);
    await publishNext(off(WITH_ALL, null));
    expect((await listFaults(await contextOf(), { condition: 'converter_off', text: 'NEIGHBOUR' })).faults).toEqual([]);
    expect(await faultsOf(WITH_ALL)).toEqual([]);
  });
});

describe('an array that is off while most others run', () => {
  it('has one case with its loss, that the next day continues, an outage of all leaves alone, seven normal days resolve and a later day brings back', async () => {
    const first = await publishNext(off(OFF, 1, 20));
    expect(await onlyFault()).toMatchObject({
      deviceId: OFF,
      condition: 'converter_off',
      state: 'open',
      lossKwh: 20,
      confidence: null,
      daysSeen: 1,
      since: first,
    });
    const second = await publishNext(off(OFF, 1, 30));
    const continued = { state: 'open', lossKwh: 50, lossPerDayKwh: 25, daysSeen: 2, since: first, lastSeen: second };
    expect(await onlyFault()).toMatchObject(continued);
    await publishNext(off(OFF, 0.2), offAsAll);
    expect(await onlyFault()).toMatchObject(continued);
    for (let day = 0; day < 6; day++) await publishNext(normal(OFF));
    expect(await onlyFault()).toMatchObject({ state: 'open' });
    await publishNext(normal(OFF));
    expect(await onlyFault()).toMatchObject({ ...continued, state: 'resolved', cause: 'no_longer_seen' });
    const again = await publishNext(off(OFF, 1, 10));
    const { id } = await onlyFault();
    const { fault, history, ribbon, worstDay } = await getFault(await contextOf(), { faultId: id });
    expect(fault).toMatchObject({ state: 'regressed', since: again, firstSeen: first, daysSeen: 3, lossKwh: 60 });
    expect(history.map(({ kind }) => kind)).toEqual(['opened', 'ended', 'regressed']);
    expect(ribbon.filter(({ seen }) => seen).map(({ day, reason, fault: shown }) => [day, reason, shown])).toEqual(
      [first, second, again].map((day) => [day, 'off', 'converter_off']),
    );
    expect(worstDay).toBe(second);
    expect((await listDays(await contextOf())).days.find(({ day }) => day === again)).toMatchObject({ faults: 1 });
  });
});

describe('a case of a converter that is off', () => {
  beforeAll(async () => {
    await publishDay('2026-05-01', [{ deviceId: TRIAGED, condition: 'open_circuit', lossKwh: 90 }]);
    await publishDay('2026-05-02', [off(TRIAGED, 0.5, 4)]);
  });

  it('is another than that of a condition of the same array, and is triaged like it', async () => {
    const faults = await faultsOf(TRIAGED);
    expect(faults.map(({ condition }) => condition)).toEqual(['open_circuit', 'converter_off']);
    const { id, version } = faults[1] ?? { id: '', version: 0 };
    const actor = operator('op@plant.example');
    expect(
      await changeFault(await contextOf(actor), { faultId: id, version, change: { action: 'acknowledge' } }),
    ).toMatchObject({
      condition: 'converter_off',
      state: 'acknowledged',
    });
  });

  it('is listed, filtered, sorted, downloaded and described by the API', async () => {
    const admin = systemPrincipal('test');
    const { token } = await createToken(installationOf(admin), {
      name: 'reader',
      kind: 'service',
      role: 'viewer',
      scopes: ['faults.read', 'plant.read'],
    });
    const ask = async (query: string) =>
      (await askApi('GET', `/api/v1/faults?text=${TRIAGED}&${query}`, { token })).json();
    const conditions = async (query: string) =>
      (await ask(query)).faults.map(({ condition }: { condition: string }) => condition);
    expect(await conditions('condition=converter_off')).toEqual(['converter_off']);
    expect(await conditions('condition=converter_off,open_circuit&sort=loss&order=asc')).toEqual([
      'converter_off',
      'open_circuit',
    ]);
    expect(await conditions('condition=line_line')).toEqual([]);
    const csv = await askApi('GET', `/api/v1/faults/csv?text=${TRIAGED}&condition=converter_off`, { token });
    expect(await csv.text()).toMatch(new RegExp(`${TRIAGED},\\d+,\\d+,Converter off,\\w+,`));
    const openapi = await (await askApi('GET', '/api/v1/openapi.json', { token })).text();
    expect(openapi).toContain(JSON.stringify(FAULT_KINDS));
  });
});

describe('the result of a day with a converter that is off', () => {
  let [first, second] = ['', ''];
  beforeAll(async () => {
    await publishDay('2026-06-01', [normal(TOLD), normal(WITH_ALL)]);
    first = await publishDay('2026-06-02', [off(TOLD, 0.9), off(WITH_ALL, 0.1)]);
    second = await publishDay('2026-06-03', [off(TOLD, 0.9), normal(WITH_ALL)]);
  });

  it('is told with it among the faulty arrays, as new on its first day alone', async () => {
    const told = await describeSuccess(openSystem(), first);
    expect(told.verdicts).toMatchObject({ normal: 0, converter_off: 1, no_verdict: 1 });
    expect(told.newFaults).toEqual([{ deviceId: TOLD, condition: 'converter_off' }]);
    expect(notificationText(told).text).toContain('1 faulty (converter off 1), 1 without a verdict');
    expect((await describeSuccess(openSystem(), second)).newFaults).toEqual([]);
  });

  it('counts it among the faulty arrays of the day, and among those off where reasons are counted', async () => {
    const { days: listed } = await listDays(await contextOf());
    expect(listed.find(({ day }) => day === '2026-06-02')).toMatchObject({ faults: 1 });
    const { days: counted } = await getTrend(await contextOf(), { day: '2026-06-02', days: 1 });
    expect(counted[0]?.counts?.reasons).toMatchObject({ off: 2, uncertain: 0 });
  });

  it('can be narrowed to it in an export, by itself, as a fault and as no verdict', async () => {
    const rows = async (verdicts?: string) =>
      (await previewExport(await contextOf(), { from: '2026-06-02', ...(verdicts ? { verdicts } : {}) })).rows;
    expect([await rows(), await rows('no_verdict'), await rows('faults'), await rows('converter_off')]).toEqual([
      2, 2, 1, 1,
    ]);
  });
});

describe('the fault of a verdict', () => {
  it('is the same by the rule of the domain and by that of the database', async () => {
    const parts = [null, 0, MIN_RAN_WHILE_OFF - 1e-9, MIN_RAN_WHILE_OFF, MIN_RAN_WHILE_OFF + 1e-9, 1];
    const pairs = await database().$queryRaw<{ condition: string | null; reason: string | null }[]>`
      select unnest(enum_range(null::"ConditionName"))::text as condition, null as reason
      union all select null, unnest(enum_range(null::"NoVerdictReason"))::text`;
    const signs = pairs.flatMap((pair) => parts.map((ranWhileOffPart) => ({ ...pair, ranWhileOffPart })));
    const found = await database().$queryRaw<{ fault: string | null }[]>`
      select verdict_fault(s.condition::"ConditionName", s.reason::"NoVerdictReason", s.evidence)::text as fault
      from jsonb_to_recordset(${JSON.stringify(
        signs.map(({ condition, reason, ranWhileOffPart }) => ({ condition, reason, evidence: { ranWhileOffPart } })),
      )}::jsonb) s (condition text, reason text, evidence jsonb)`;
    expect(found.map(({ fault }) => fault)).toEqual(signs.map(faultOf));
    expect(new Set(signs.map(faultOf))).toEqual(new Set([null, ...FAULT_KINDS]));
    const [none] = await database().$queryRaw<{ fault: string | null }[]>`
      select verdict_fault(null, 'off', null)::text as fault`;
    expect(none).toEqual({ fault: null });
  });

  it('can be each kind that a case can be of', async () => {
    const rows = await database().$queryRaw<
      { kind: string }[]
    >`select unnest(enum_range(null::fault_kind))::text as kind`;
    expect(rows.map(({ kind }) => kind)).toEqual(FAULT_KINDS);
  });
});
