import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import type { Database } from '#server/stores/database.ts';

export interface PlantOverviewRow {
  plantId: string;
  openFaults: number;
  faultyArrays: number;
  lossPerDayKwh: number | null;
  day: string | null;
  publishedAt: Date | null;
  arrays: number;
  normal: number;
  noVerdict: number;
  runId: string | null;
  runDay: string | null;
  runState: string | null;
}

/** Figures of each of these plants, in one question whatever their number. */
export function listPlantOverviewRows(db: Database, plantIds: readonly string[]): Promise<PlantOverviewRow[]> {
  return db.$queryRaw`
    select p.id as "plantId", f."openFaults", f."faultyArrays", f.loss as "lossPerDayKwh",
      newest.day::text as day, newest."publishedAt",
      coalesce(t.arrays, 0) as arrays, coalesce(t.normal, 0) as normal, coalesce(t."noVerdict", 0) as "noVerdict",
      r.id as "runId", r.day::text as "runDay", r.state::text as "runState"
    from plant p
    cross join lateral (
      select count(*) filter (where c.state in ('open', 'regressed'))::int as "openFaults",
        count(distinct c."deviceId")::int as "faultyArrays",
        sum(c."lossKwh" / nullif(c."lossDays", 0)) as loss
      from fault_case c
      where c."plantId" = p.id and c.state not in ('resolved', 'withdrawn') and not c."noLongerSeen"
    ) f
    left join lateral (
      select d.day, d."publishedAt", d."currentRunId" from plant_day d
      where d."plantId" = p.id and d."currentRunId" is not null order by d.day desc limit 1
    ) newest on true
    left join lateral (
      select sum(v.arrays)::int as arrays, coalesce(sum(v.arrays) filter (where v.outcome = 'normal'), 0)::int as normal,
        coalesce(sum(v.arrays) filter (where v.outcome <> all(${['normal', ...FAULT_KINDS]}::text[])), 0)::int as "noVerdict"
      from verdict_tally v where v."runId" = newest."currentRunId"
    ) t on true
    left join lateral (
      select id, day, state from run where "plantId" = p.id order by id desc limit 1
    ) r on true
    where p.id = any(${[...plantIds]}::text[])
    order by p.id`;
}
