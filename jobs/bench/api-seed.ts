import pg from 'pg';
import { CONDITIONS } from '#server/domain/conditions.ts';

/**
 * Fills an empty index with a plant and its verdicts for `days` days back from yesterday. Synthetic rows: made by SQL, of no reading
 * and no network, with no object in any store; what a database has to do for the API is the same. Every 50th array-day has
 * no verdict, every 20th a fault.
 */
export async function seedVerdicts(
  databaseUrl: string,
  { plantId, arrays, days }: { plantId: string; arrays: number; days: number },
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(PLANT, [plantId]);
    await client.query(ARRAYS, [plantId, arrays]);
    await client.query(RUNS, [plantId, days, arrays]);
    await client.query(STAGES);
    await client.query(EVENTS);
    await client.query(POINTERS);
    const { rowCount } = await client.query(verdictsSql());
    await client.query('vacuum analyze');
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const PLANT = `insert into plant (id, name, "utcOffsetMinutes") values ($1, 'Bench plant', 60)`;

const ARRAYS = `
  insert into "array" ("deviceId", "plantId", row, "column", "modulesInSeries", strings, "vMp", "iMp")
  select 'BENCH' || lpad(n::text, 5, '0'), $1, 1 + n / 150, 1 + n % 150, 5, 3, 186, 26.64
  from generate_series(0, $2::int - 1) n`;

const RUNS = `
  insert into run (id, "plantId", day, trigger, "requestedBy", state, "modelVersion", "arrayCount", "readingsReceived",
    "readingsExpected", "requestedAt", "startedAt", "endedAt")
  select ('01900000-0000-7000-8000-' || lpad(to_hex($2::int - back), 12, '0'))::uuid, $1, current_date - back, 'schedule',
    'schedule', 'succeeded', 'bench', $3::int, 43000000, 43200000, now() - make_interval(days => back - 1),
    now() - make_interval(days => back - 1), now() - make_interval(days => back - 1)
  from generate_series(1, $2::int) back`;

const STAGES = `
  insert into stage ("runId", name, state, done, total)
  select id, name, 'succeeded', 12, 12 from run, unnest(enum_range(null::"StageName")) name`;

const EVENTS = `
  insert into run_event ("runId", level, message) select id, 'info', 'line ' || n from run, generate_series(1, 40) n`;

const POINTERS = `
  insert into plant_day ("plantId", day, "currentRunId", "publishedAt") select "plantId", day, id, "endedAt" from run`;

function verdictsSql(): string {
  const faults = CONDITIONS.filter((condition) => condition !== 'normal');
  return `
    insert into verdict ("runId", "deviceId", condition, reason, detail, confidence, probabilities, coverage)
    select run.id, a."deviceId",
      case when n % 50 = 0 then null when n % 20 = 1 then ('{${faults.join(',')}}'::"ConditionName"[])[1 + n % 5]
        else 'normal' end,
      case when n % 50 = 0 then 'uncertain'::"NoVerdictReason" end,
      case when n % 50 = 0 then 'confidence 0.41 is under 0.60' end,
      0.6 + (n % 40) / 100.0, array[0.9, 0.02, 0.02, 0.02, 0.02, 0.02], 0.99
    from run cross join lateral (
      select "deviceId", (row_number() over (order by "deviceId") * 7 + (run.day - date '2020-01-01') * 13)::int as n
      from "array") a
    order by run.id, a."deviceId"`;
}
