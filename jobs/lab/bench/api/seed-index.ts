import { FAULT_CONDITIONS } from '#domain/fault-kinds.ts';
import { openClient } from '#server/stores/postgres.ts';

export interface SeededIndex {
  plantId: string;
  /** Arrays to have in all; those that are registered already are among them. */
  arrays: number;
  /** Days with verdicts, the newest of them `lastDay`. */
  days: number;
  lastDay: string;
}

/** Arrays that have a fault, and the days on which each was seen. */
const CASES = 400;
const CASE_DAYS = 30;

/**
 * Fills the index with a plant's past. Synthetic rows: made by SQL, of no reading and no network, with no object in any
 * store; what a database has to do for the API is the same. Every 50th array-day has no verdict, every 20th a fault.
 * Gives the number of verdicts.
 */
export async function seedIndex(databaseUrl: string, plant: SeededIndex): Promise<number> {
  const { plantId, arrays, days, lastDay } = plant;
  const client = await openClient(databaseUrl);
  try {
    await client.query(ARRAYS, [plantId, arrays]);
    await client.query(RUNS, [plantId, days, arrays, lastDay]);
    await client.query(STAGES);
    await client.query(SHARDS);
    await client.query(EVENTS);
    await client.query(POINTERS);
    const { rowCount } = await client.query(verdictsSql());
    await client.query(faultsSql(), [plantId]);
    await client.query(CASE_DAY_ROWS, [CASE_DAYS]);
    await client.query('vacuum analyze');
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** Beside the ones that are there, on rows of their own. */
const ARRAYS = `
  insert into "array" ("deviceId", "plantId", row, "column", "modulesInSeries", strings, "vMp", "iMp")
  select 'DEMO' || lpad(n::text, 6, '0'), $1, 1000 + n / 150, 1 + n % 150, 5, 3, 186, 26.64
  from generate_series((select count(*) from "array") + 1, $2::int) n`;

const RUNS = `
  insert into run (id, "plantId", day, trigger, "requestedBy", state, "modelVersion", "arrayCount", "readingsReceived",
    "readingsExpected", "requestedAt", "startedAt", "endedAt")
  select ('01900000-0000-7000-8000-' || lpad(to_hex($2::int - back), 12, '0'))::uuid, $1, $4::date - back, 'schedule',
    'schedule', 'succeeded', 'bench', $3::int, 43000000, 43200000, at, at, at + interval '80 seconds'
  from generate_series(0, $2::int - 1) back, lateral (select ($4::date - back + 1)::timestamptz as at) times`;

const STAGES = `
  insert into stage ("runId", name, state, done, total, "startedAt", "endedAt")
  select id, name, 'succeeded', "arrayCount", "arrayCount", "startedAt", "endedAt"
  from run, unnest(enum_range(null::"StageName")) name`;

const SHARDS = `
  insert into shard ("runId", stage, partition, state, attempt, fence, worker, done, total, "startedAt", "claimedAt", "endedAt")
  select id, stage, partition, 'succeeded', 1, 1, 'bench', "arrayCount" / 24, "arrayCount" / 24, "startedAt", "startedAt", "endedAt"
  from run, unnest(array['ingest', 'predict']::"StageName"[]) stage, generate_series(0, 23) partition`;

const EVENTS = `
  insert into run_event ("runId", level, message) select id, 'info', 'line ' || n from run, generate_series(1, 40) n`;

const POINTERS = `
  insert into plant_day ("plantId", day, "currentRunId", "publishedAt", "casesRunId")
  select "plantId", day, id, "endedAt", id from run`;

function verdictsSql(): string {
  return `
    insert into verdict ("runId", "deviceId", condition, reason, detail, confidence, probabilities, coverage,
      "expectedKwh", "measuredKwh", "lossKwh", "lossUncertaintyKwh")
    select run.id, a."deviceId",
      case when n % 50 = 0 then null when n % 20 = 1 then ('{${FAULT_CONDITIONS.join(',')}}'::"ConditionName"[])[1 + n % 5]
        else 'normal' end,
      case when n % 50 = 0 then 'uncertain'::"NoVerdictReason" end,
      case when n % 50 = 0 then 'confidence 0.41 is under 0.60' end,
      0.6 + (n % 40) / 100.0, array[0.9, 0.02, 0.02, 0.02, 0.02, 0.02], 0.99, 20 + n % 7, 20, n % 7, 0.4
    from run cross join lateral (
      select "deviceId", (row_number() over (order by "deviceId") * 7 + (run.day - date '2020-01-01') * 13)::int as n
      from "array") a
    order by run.id, a."deviceId"`;
}

function faultsSql(): string {
  return `
    insert into fault_case ("plantId", "deviceId", condition, state, confidence)
    select $1, "deviceId", ('{${FAULT_CONDITIONS.join(',')}}'::fault_kind[])[1 + n % 5],
      (array['open', 'open', 'acknowledged', 'resolved']::fault_state[])[1 + n % 4], 0.9
    from (select "deviceId", row_number() over (order by "deviceId")::int as n from "array") a
    where n % greatest(1, (select count(*)::int from "array") / ${CASES}) = 0`;
}

const CASE_DAY_ROWS = `
  with newest as (select id, day from run order by day desc limit $1),
  seen as (
    insert into case_day ("caseId", day, "runId", confidence, "lossKwh")
    select c.id, newest.day, newest.id, 0.9, 2 from fault_case c, newest returning "caseId", day, "lossKwh"),
  summed as (
    select "caseId", min(day) as first, max(day) as last, count(*) as days, sum("lossKwh") as loss from seen group by 1)
  update fault_case set "firstDay" = first, "sinceDay" = first, "lastDay" = last, "daysSeen" = days, "lossKwh" = loss,
    "lossDays" = days, "lastLossKwh" = 2 from summed where summed."caseId" = fault_case.id`;
