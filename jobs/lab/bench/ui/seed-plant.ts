import { shiftPlantDay } from '#domain/plant-day.ts';
import { openClient, type PostgresClient } from '#server/stores/postgres.ts';

const COLUMNS = 142;
/** Shares of outcomes about as a plant has them: most normal, some faulty, some that cannot be judged. */
const OUTCOME_SQL = `
  CASE WHEN r < 0.90 THEN 'normal' WHEN r < 0.915 THEN 'partial_shading' WHEN r < 0.93 THEN 'open_circuit'
    WHEN r < 0.94 THEN 'line_line' WHEN r < 0.95 THEN 'line_ground' WHEN r < 0.955 THEN 'arc_fault' END`;

/** What to seed, and the newest of its days. */
export interface SeededPlant {
  plantId: string;
  arrays: number;
  days: number;
  lastDay: string;
}

/**
 * Fills the index with synthetic rows, in bulk: no pipeline ran, there are no series behind them. Values are random in
 * every digit that the overview sends, which no real day is: a payload is not smaller than this one.
 */
export async function seedPlant(databaseUrl: string, { plantId, arrays, days, lastDay }: SeededPlant): Promise<void> {
  const client = await openClient(databaseUrl);
  try {
    await client.query('SELECT setseed(0.42)');
    await client.query(
      `INSERT INTO plant (id, name, "utcOffsetMinutes") VALUES ($1, 'Synthetic plant', 60) ON CONFLICT DO NOTHING`,
      [plantId],
    );
    await client.query(
      `INSERT INTO "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp")
       SELECT 'SYN' || lpad(i::text, 7, '0'), $1, 1 + i / $3, 1 + i % $3, 5, 3, 31.2, 8.5
       FROM generate_series(0, $2::int - 1) i`,
      [plantId, arrays, COLUMNS],
    );
    for (let age = days - 1; age >= 0; age -= 1) await seedDay(client, plantId, shiftPlantDay(lastDay, -age), arrays);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

async function seedDay(client: PostgresClient, plantId: string, day: string, arrays: number): Promise<void> {
  const readings = arrays * 4320;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO run (id, "plantId", day, trigger, "requestedBy", state, "modelVersion", "arrayCount",
       "readingsReceived", "readingsExpected", "requestedAt", "startedAt", "endedAt")
     VALUES (uuidv7(), $1, $2, 'schedule', 'bench', 'succeeded', 'synthetic', $3, $4, $5,
       $2::date + interval '26 hours', $2::date + interval '26 hours', $2::date + interval '26 hours 9 minutes')
     RETURNING id`,
    [plantId, day, arrays, Math.round(readings * 0.991), readings],
  );
  const runId = rows[0]?.id;
  await client.query(
    `INSERT INTO verdict ("runId", "deviceId", condition, reason, confidence, probabilities, coverage, "expectedKwh", "measuredKwh", "lossKwh")
     SELECT $1, "deviceId", outcome::"ConditionName",
       CASE WHEN outcome IS NULL THEN (CASE WHEN r < 0.98 THEN 'uncertain' ELSE 'insufficient_data' END)::"NoVerdictReason" END,
       0.5 + random() / 2, '{0.9,0.02,0.02,0.02,0.02,0.02}', 0.7 + 0.3 * random(), 20, 20 - loss, loss
     FROM (SELECT *, ${OUTCOME_SQL} AS outcome FROM
       (SELECT "deviceId", random() AS r, 8 * power(random(), 4) AS loss FROM "array" WHERE "plantId" = $2) drawn) judged`,
    [runId, plantId],
  );
  await client.query(
    `INSERT INTO stage ("runId", name, state, done, total, "startedAt", "endedAt")
     SELECT $1, name, 'succeeded', 12, 12, now(), now() FROM unnest(enum_range(NULL::"StageName")) name`,
    [runId],
  );
  await client.query(
    `INSERT INTO plant_day ("plantId", day, "currentRunId", "publishedAt") VALUES ($1, $2, $3, now())`,
    [plantId, day, runId],
  );
}
