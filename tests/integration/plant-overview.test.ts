import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decodePlantDay } from '#domain/plant-grid.ts';
import { seedPlant } from '#jobs/lab/bench/ui/seed-plant.ts';
import { adoptSetting } from '#server/env.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';
import { getPlantLayout } from '#server/services/days/get-plant-layout.ts';
import { getTrend } from '#server/services/days/get-trend.ts';
import { listDays } from '#server/services/days/list-days.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { WAIT_MS } from '#tests/limits.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const fresh = givenFreshPlant();
const plantId = 'overview';
const lastDay = '2026-11-23';

const query = async (text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: fresh.url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  adoptSetting('HELIOGRAPH_PLANT', plantId);
  await seedPlant(fresh.url, { plantId, arrays: 300, days: 3, lastDay });
  await query(`DELETE FROM plant_day WHERE day = '2026-11-22'`);
});

describe('the plant in columns', () => {
  it('tells of every array, in its place, what the verdicts say', async () => {
    const { cells } = await readPlantDay({ day: 'latest' });
    const stored = await query(
      `SELECT a."deviceId", a."row", a."column", v.condition, v.reason, round(v.confidence::numeric, 4)::float8 AS confidence,
         round(v.coverage::numeric, 4)::float8 AS coverage, round(v."lossKwh"::numeric, 3)::float8 AS "lossKwh",
         coalesce(v."lossKwh" < v."lossUncertaintyKwh", false) AS "withinUncertainty"
       FROM "array" a JOIN plant_day d ON d."plantId" = a."plantId" AND d.day = $1::date
       LEFT JOIN verdict v ON v."deviceId" = a."deviceId" AND v."runId" = d."currentRunId" ORDER BY 2, 3`,
      [lastDay],
    );
    expect(cells).toEqual(stored);
  });

  it('sends the layout once: who has its version gets nothing', async () => {
    const layout = await getPlantLayout(await contextOf(), { knownVersion: null });
    expect(await getPlantLayout(await contextOf(), { knownVersion: layout?.version ?? '' })).toBeNull();
  });

  it('is of a new layout when an array is added, and the array is in the next grid', async () => {
    const before = await getPlantGrid(await contextOf(), { day: lastDay });
    await query(
      `INSERT INTO "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp")
       VALUES ('ADDED00001', $1, 0, 1, 5, 3, 31, 8)`,
      [plantId],
    );
    const [grid, layout] = await Promise.all([
      getPlantGrid(await contextOf(), { day: lastDay }),
      getPlantLayout(await contextOf(), { knownVersion: before.layout }),
    ]);
    expect(grid.layout).not.toBe(before.layout);
    const [first] = layout ? decodePlantDay(grid, layout).cells : [];
    expect(first).toMatchObject({ deviceId: 'ADDED00001', condition: null, reason: null });
  });

  it('is of the earlier layout again when the array is gone, and of another when one moves', async () => {
    const { layout: grown, plant } = await getPlantGrid(await contextOf(), { day: lastDay });
    expect(plant.arrays).toBe(301);
    await query(`UPDATE "array" SET "column" = 2 WHERE "deviceId" = 'ADDED00001'`);
    const moved = await getPlantGrid(await contextOf(), { day: lastDay });
    expect(moved.layout).not.toBe(grown);
    expect(moved.plant.arrays).toBe(301);
    await query(`UPDATE "array" SET "column" = 1 WHERE "deviceId" = 'ADDED00001'`);
    expect((await getPlantGrid(await contextOf(), { day: lastDay })).layout).toBe(grown);
  });

  it('counts for each of two plants when an array goes from one to the other', async () => {
    const counts = () => query(`SELECT id, "arrayCount" FROM plant WHERE id IN ('overview', 'next') ORDER BY 1`);
    await query(`INSERT INTO plant (id, name, "utcOffsetMinutes") VALUES ('next', 'Next', 60)`);
    await query(
      `INSERT INTO "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp")
       VALUES ('MOVING0001', 'next', 1, 1, 5, 3, 31, 8)`,
    );
    await query(`UPDATE "array" SET "plantId" = 'overview', "row" = 900 WHERE "deviceId" = 'MOVING0001'`);
    expect(await counts()).toEqual([
      { id: 'next', arrayCount: 0 },
      { id: 'overview', arrayCount: 302 },
    ]);
    await query(`DELETE FROM "array" WHERE "deviceId" = 'MOVING0001'`);
    expect(await counts()).toEqual([
      { id: 'next', arrayCount: 0 },
      { id: 'overview', arrayCount: 301 },
    ]);
  });

  it('counts what two add to one plant at once', async () => {
    await query(`INSERT INTO plant (id, name, "utcOffsetMinutes") VALUES ('busy', 'Busy', 60)`);
    const added = (row: number) =>
      `INSERT INTO "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp")
       VALUES ('BUSY00000${row}', 'busy', ${row}, 1, 5, 3, 31, 8)`;
    const first = new pg.Client({ connectionString: fresh.url });
    await first.connect();
    try {
      await first.query(`BEGIN; ${added(1)}`);
      const second = query(added(2));
      const waiting = () =>
        query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%BUSY%'`);
      await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), { timeout: WAIT_MS });
      await first.query('COMMIT');
      await second;
    } finally {
      await first.end();
    }
    expect(await query(`SELECT "arrayCount" FROM plant WHERE id = 'busy'`)).toEqual([{ arrayCount: 2 }]);
  });

  it('of a day without a result has every array and no outcome', async () => {
    const [grid, layout] = await Promise.all([
      getPlantGrid(await contextOf(), { day: '2026-11-22' }),
      getPlantLayout(await contextOf(), { knownVersion: null }),
    ]);
    const cells = layout ? decodePlantDay(grid, layout).cells : [];
    expect(cells).toHaveLength(301);
    expect(cells.every(({ condition, reason }) => condition === null && reason === null)).toBe(true);
  });
});

describe('the trend', () => {
  it('counts what the verdicts say, a gap where a day has no result', async () => {
    const { days } = await getTrend(await contextOf(), { day: 'latest', days: 4 });
    expect(days.map(({ day, counts }) => [day, counts !== null])).toEqual([
      ['2026-11-20', false],
      ['2026-11-21', true],
      ['2026-11-22', false],
      ['2026-11-23', true],
    ]);
    const rows = await query(
      `SELECT count(*) FILTER (WHERE condition = 'open_circuit')::int AS open, count(*) FILTER (WHERE reason = 'uncertain')::int AS uncertain
       FROM verdict v JOIN run r ON r.id = v."runId" WHERE r.day = '2026-11-23'`,
    );
    const counts = days[3]?.counts;
    expect({ open: counts?.conditions.open_circuit, uncertain: counts?.reasons.uncertain }).toEqual(rows[0]);
  });

  it('agrees with the calendar on the number of faults', async () => {
    const [{ days }, list] = await Promise.all([
      getTrend(await contextOf(), { day: lastDay, days: 1 }),
      listDays(await contextOf()),
    ]);
    const { normal, ...faults } = days[0]?.counts?.conditions ?? { normal: 0 };
    expect(normal).toBeGreaterThan(200);
    expect(list.days[0]?.faults).toBe(Object.values(faults).reduce((sum, arrays) => sum + arrays, 0));
  });

  it('goes with the run that is removed', async () => {
    await query(`DELETE FROM run WHERE day = '2026-11-22'`);
    expect(await query(`SELECT 1 FROM verdict_tally t LEFT JOIN run r ON r.id = t."runId" WHERE r.id IS NULL`)).toEqual(
      [],
    );
  });

  it('refuses a range that is no number of days, by its name', async () => {
    await expect(getTrend(await contextOf(), { day: 'latest', days: 'month' })).rejects.toThrow(/days/);
  });
});
