import { describe, expect, it } from 'vitest';
import { nameplateOf } from '#domain/nameplate.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { PartitionDay, type PartitionRules } from '#jobs/pipeline/live/partition-day.ts';

const DAY = '2026-06-21';
const START = plantDayStartMs(DAY, 0);
const MINUTE = 60_000;
const IDS = ['A', 'B', 'C', 'D'];
const RULES: PartitionRules = {
  utcOffsetMinutes: 0,
  windowSlots: 45,
  latenessMs: 60_000,
  nameplates: new Map(IDS.map((id) => [id, nameplateOf(5, 3)])),
};

/** Sends readings at a time, one a device, and gives the ends (minutes of the day) of the windows that this closes. */
function send(day: PartitionDay, atMs: number, ids: readonly string[] = IDS, watt = 500): number[] {
  const closed: number[] = [];
  for (const id of ids) {
    day.add(id, atMs, 150, 5, 40, watt);
    while (day.isDue()) {
      closed.push((day.nextEndMs - START) / MINUTE);
      day.close();
      day.begin();
    }
  }
  return closed;
}

/** Readings every minute from one to another minute of the day. */
function sendMinutes(day: PartitionDay, from: number, to: number, ids: readonly string[] = IDS): number[] {
  const closed: number[] = [];
  for (let minute = from; minute < to; minute++) closed.push(...send(day, START + minute * MINUTE, ids));
  return closed;
}

describe('the windows of a partition', () => {
  it('close when most arrays have reached their end and the allowed lateness', () => {
    const day = new PartitionDay(RULES, DAY);
    expect(sendMinutes(day, 0, 16)).toEqual([]);
    expect(send(day, START + 16 * MINUTE, ['A', 'B'])).toEqual([]);
    expect(send(day, START + 16 * MINUTE, ['C'])).toEqual([15]);
  });

  it('are moved by no device whose clock is an hour ahead, nor are the readings of others late for it', () => {
    const day = new PartitionDay(RULES, DAY);
    for (let minute = 0; minute < 15; minute++) {
      expect(send(day, START + (minute + 60) * MINUTE, ['A'])).toEqual([]);
      expect(send(day, START + minute * MINUTE, ['B', 'C', 'D'])).toEqual([]);
    }
    expect(day.counts.late).toBe(0);
    expect(sendMinutes(day, 15, 18, ['B', 'C', 'D'])).toEqual([15]);
  });

  it('leave out what comes after they closed, and count it', () => {
    const day = new PartitionDay(RULES, DAY);
    expect(sendMinutes(day, 0, 17)).toEqual([15]);
    send(day, START + 5 * MINUTE, ['A'], 900);
    expect(day.counts.late).toBe(1);
    const grid = day.grids().find(({ deviceId }) => deviceId === 'A')?.grid;
    expect(grid?.series.irradiance[15]).toBe(500);
  });

  it('take a late reading as long as they are open', () => {
    const day = new PartitionDay(RULES, DAY);
    sendMinutes(day, 0, 10);
    send(day, START + 5 * MINUTE, ['A'], 900);
    expect(day.grids().find(({ deviceId }) => deviceId === 'A')?.grid.series.irradiance[15]).toBe(900);
  });

  it('change nothing when the topic is played again', () => {
    const day = new PartitionDay(RULES, DAY);
    sendMinutes(day, 0, 40);
    const before = structuredClone(day.grids().map(({ grid }) => grid.series));
    expect(sendMinutes(day, 0, 30)).toEqual([]);
    expect(day.grids().map(({ grid }) => grid.series)).toEqual(before);
  });

  it('close one after the other when two hours come all at once', () => {
    const day = new PartitionDay(RULES, DAY);
    sendMinutes(day, 0, 17);
    expect(sendMinutes(day, 136, 139)).toEqual([30, 45, 60, 75, 90, 105, 120, 135]);
  });

  it('are not held back for ever by arrays that fell silent', () => {
    const day = new PartitionDay(RULES, DAY);
    sendMinutes(day, 0, 17);
    const closed = sendMinutes(day, 17, 700, ['A']);
    expect(closed.at(-1)).toBeGreaterThan(600);
  });

  it('go on after midnight with the readings that came before it was closed', () => {
    const day = new PartitionDay(RULES, DAY);
    const closed = sendMinutes(day, 0, 24 * 60 + 2);
    expect(closed).toHaveLength(96);
    expect(day.day).toBe('2026-06-22');
    expect(day.closedSlots).toBe(0);
    const { series } = day.grids()[0]?.grid ?? { series: null };
    expect(series?.irradiance[0]).toBe(500);
    expect(series?.irradiance[2700]).toBeNaN();
  });

  it('count what is of no registered device, of no reading, and of a time that is days away', () => {
    const day = new PartitionDay(RULES, DAY);
    send(day, START + MINUTE, ['STRANGER']);
    day.addUnreadable();
    send(day, START + 5 * 24 * 60 * MINUTE, ['A']);
    expect(day.counts).toEqual({ late: 0, ahead: 1, unregistered: 1, quarantined: 1 });
  });

  it('are the same from a snapshot on, whatever window it was taken at', () => {
    const course = (day: PartitionDay, from: number) => {
      const ends = sendMinutes(day, from, 24 * 60 + 40);
      return { ends, day: day.day, counts: { ...day.counts }, series: day.grids().map(({ grid }) => grid.series) };
    };
    const undisturbed = new PartitionDay(RULES, DAY);
    sendMinutes(undisturbed, 0, 100);
    send(undisturbed, START + 150 * MINUTE, ['A']);
    const state = JSON.parse(JSON.stringify(undisturbed.state(), (_, value) => (Number.isNaN(value) ? null : value)));
    const series = new Map(undisturbed.grids().map(({ deviceId, grid }) => [deviceId, structuredClone(grid.series)]));
    const closedOnly = (deviceId: string) => {
      const found = series.get(deviceId);
      for (const values of Object.values(found ?? {})) values.fill(Number.NaN, undisturbed.closedSlots);
      return found;
    };
    const resumed = PartitionDay.resumed(RULES, state, closedOnly);
    expect(course(resumed, 100)).toEqual(course(undisturbed, 100));
  });
});
