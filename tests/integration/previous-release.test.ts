import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '#jobs/process/project-root.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getScalogramBytes } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { listDays } from '#server/services/days/list-days.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { contextOf } from '#tests/context.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { givenPreviousRelease, previous } from './setup/previous-release.ts';

const verdictsSchema = z.array(z.object({ deviceId: z.string(), condition: z.string().nullable() }));
const { day, migrations, tables } = previous;
const given = givenPreviousRelease();

describe('what the release before left behind', () => {
  it('is migrated where there are migrations since, and none of its own has gone', async () => {
    const names = (await readdir(path.join(projectRoot, 'prisma/migrations'))).filter((name) => /^\d/.test(name));
    expect(names).toEqual(expect.arrayContaining(migrations));
    expect(given.applied).toBe(names.length > migrations.length);
  });

  it('is still on show: its day, and the verdict of each array', async () => {
    const { days } = await listDays(await contextOf());
    expect(days.map((listed) => listed.day)).toContain(day);
    const { cells } = await readPlantDay({ day });
    const found = cells.map(({ deviceId, condition }) => ({ deviceId, condition }));
    const written = verdictsSchema.parse(tables.verdict).map(({ deviceId, condition }) => ({ deviceId, condition }));
    expect(found).toEqual(expect.arrayContaining(written));
    expect(written).toHaveLength(3);
  });

  it('is read from the object store: figures, series, image and gold', async () => {
    const context = await contextOf();
    for (const deviceId of ['SIM0000001', 'SIM0000002', 'SIM0000003']) {
      const array = { deviceId, day };
      expect((await getArrayDay(context, array)).energy?.measuredKwh).toBeGreaterThan(0);
      expect(Math.max(...(await getSeries(context, array)).irradiance.map((value) => value ?? 0))).toBeGreaterThan(100);
      expect((await getScalogramBytes(context, array)).bytes.some((value) => value > 0)).toBe(true);
    }
    expect((await openGold(context, { day })).bytes.length).toBeGreaterThan(1000);
  });
});
