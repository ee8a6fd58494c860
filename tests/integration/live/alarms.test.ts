import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '#domain/conditions.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { publishWindow } from '#server/services/live/publish-window.ts';
import { notifyAlarms } from '#server/services/notifications/notify-alarms.ts';
import { database } from '#server/stores/database.ts';
import { contextOf } from '#tests/context.ts';
import { operator, publishDay, registerArrays } from '#tests/integration/faults/given-published-days.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { startReceiver } from '#tests/integration/setup/receiver.ts';

givenFreshPlant();
const YESTERDAY = '2026-02-28';
const DAY = '2026-03-01';
const RIGHT = 'ALARMED1';
const WRONG = 'ALARMED2';
const UNSEEN = 'ALARMED3';
const IDS = [RIGHT, WRONG, UNSEEN];
const NORMAL = 'normal' as const;

beforeAll(() => registerArrays(IDS));

/** Publishes the window that ends at a quarter of the day, counted from 0, with what is said of each array. */
function publish(quarter: number, said: readonly (Condition | null)[]): Promise<boolean> {
  const endAt = new Date(Date.parse(`${DAY}T00:00:00Z`) + (quarter + 1) * 900_000);
  const outcomes = said.map((condition, index) => ({
    deviceId: IDS[index] ?? '',
    condition,
    reason: condition === null ? ('uncertain' as const) : null,
    detail: null,
    confidence: 0.9,
    probabilities: null,
    coverage: 1,
    evidence: null,
    energy: null,
    onset: condition === 'open_circuit' ? { slot: 1800, uncertaintySlots: 9 } : null,
  }));
  return publishWindow(openSystem(), {
    plantId: 'demo',
    day: DAY,
    endAt,
    windowMinutes: 15,
    modelVersion: 'm',
    outcomes,
  });
}

const faultOf = async (deviceId: string) => (await listFaults(await contextOf(), { text: deviceId })).faults;
const alarmsOf = (deviceId: string) => database().alarm.findMany({ where: { deviceId }, orderBy: { raisedAt: 'asc' } });
const kinds = async () =>
  (await database().liveChange.findMany({ orderBy: { id: 'asc' } }))
    .filter(({ kind }) => kind.startsWith('alarm'))
    .map(({ kind, deviceId }) => `${kind} ${deviceId}`);

describe('alarms of the day that is not over', () => {
  it('open a case after two windows that agree, and say when the fault began', async () => {
    await publish(40, [NORMAL, NORMAL, NORMAL]);
    await publish(41, ['open_circuit', 'open_circuit', 'line_line']);
    expect(await faultOf(RIGHT)).toEqual([]);
    await publish(42, ['open_circuit', 'open_circuit', 'line_line']);
    const [fault, ...others] = await faultOf(RIGHT);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ condition: 'open_circuit', state: 'open', daysSeen: 0 });
    const [alarm] = await alarmsOf(RIGHT);
    expect(alarm).toMatchObject({ state: 'standing', faultId: fault?.id, onsetMinutes: 3 });
    expect(alarm?.onsetAt?.toISOString()).toBe(`${DAY}T09:00:00.000Z`);
  });

  it('count no window twice', async () => {
    expect(await publish(42, ['open_circuit', 'open_circuit', 'line_line'])).toBe(false);
    expect(await alarmsOf(RIGHT)).toHaveLength(1);
  });

  it('are told once, however many workers look', async () => {
    const receiver = await startReceiver();
    adoptSetting('NOTIFY_WEBHOOK_URL', `http://127.0.0.1:${receiver.port}/hook`);
    adoptSetting('NOTIFY_ALLOW_PRIVATE', 'true');
    const told = () => receiver.received.map(({ body }) => JSON.parse(body));
    await Promise.all([notifyAlarms(openSystem(), 'demo'), notifyAlarms(openSystem(), 'demo')]);
    await notifyAlarms(openSystem(), 'demo');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatchObject({ kind: 'alarms', raised: IDS.map((deviceId) => ({ deviceId })), withdrawn: [] });
    expect(told()[0].text).toContain(`${RIGHT}: open circuit, since about 10:00`);
    adoptSetting('NOTIFY_WEBHOOK_URL', '');
    await receiver.close();
  });

  it('are withdrawn, and the case with them, when three windows in a row do not agree', async () => {
    await publish(43, ['open_circuit', NORMAL, 'line_line']);
    await publish(44, ['open_circuit', null, 'line_line']);
    await publish(45, ['open_circuit', NORMAL, 'line_line']);
    expect((await alarmsOf(WRONG))[0]).toMatchObject({ state: 'standing', disagreed: 2 });
    await publish(46, ['open_circuit', NORMAL, 'line_line']);
    expect((await alarmsOf(WRONG))[0]).toMatchObject({ state: 'withdrawn', detail: 'normal' });
    expect((await faultOf(WRONG))[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('stand while another day is published, and keep what was decided of their case', async () => {
    const [fault] = await faultOf(RIGHT);
    const change = { action: 'acknowledge' } as const;
    const version = fault?.version ?? 0;
    await changeFault(await contextOf(operator('ada')), { faultId: fault?.id ?? '', version, change });
    await publishDay(YESTERDAY, [{ deviceId: RIGHT, condition: NORMAL }]);
    expect((await faultOf(RIGHT))[0]).toMatchObject({ id: fault?.id, state: 'acknowledged' });
    expect((await faultOf(UNSEEN))[0]).toMatchObject({ state: 'open' });
  });

  it('join the case of the nightly run: one, still acknowledged; what it does not see is withdrawn', async () => {
    const [before] = await faultOf(RIGHT);
    await publishDay(DAY, [
      { deviceId: RIGHT, condition: 'open_circuit' },
      { deviceId: WRONG, condition: NORMAL },
      { deviceId: UNSEEN, condition: NORMAL },
    ]);
    const after = await faultOf(RIGHT);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: before?.id, state: 'acknowledged', daysSeen: 1, firstSeen: DAY });
    expect((await alarmsOf(RIGHT))[0]?.state).toBe('confirmed');
    expect((await alarmsOf(UNSEEN))[0]?.state).toBe('unconfirmed');
    expect((await faultOf(UNSEEN))[0]).toMatchObject({ state: 'withdrawn' });
    expect(await kinds()).toEqual([
      `alarm_raised ${RIGHT}`,
      `alarm_raised ${WRONG}`,
      `alarm_raised ${UNSEEN}`,
      `alarm_withdrawn ${WRONG}`,
      `alarm_confirmed ${RIGHT}`,
      `alarm_unconfirmed ${UNSEEN}`,
    ]);
  });
});
