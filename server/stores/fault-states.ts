import { WORSE_CONFIDENCE, WORSE_LOSS_FACTOR, WORSE_LOSS_MIN_KWH } from '#domain/fault-state.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

// The rule of server/domain/fault-state.ts for all faults of a plant at once. A test holds the two equal. Written so that
// every plan is a quick one: the rows of the day are new in this transaction, and PostgreSQL has no idea how many there are.

export interface PublishedDay {
  plantId: string;
  day: string;
  runId: string;
  /** A result of the day was taken in before: normal days may have become fewer. */
  again: boolean;
}

/** Counts the normal days before each seen day again, where a publication of `day` may have changed them. */
export async function recountNormalBefore(db: Database, { plantId, day }: PublishedDay): Promise<void> {
  await db.$executeRaw`
    with touched as (
      select d."caseId", d.day, c."deviceId",
        (select max(p.day) from case_day p where p."caseId" = d."caseId" and p.day < d.day) as previous
      from fault_case c
      cross join lateral (
        select x."caseId", x.day from case_day x
        where x."caseId" = c.id and x.day >= ${day}::date order by x.day limit 2
      ) d
      where c."plantId" = ${plantId} and (c."lastDay" is null or c."lastDay" >= ${day}::date or exists (
        select 1 from case_day n where n."caseId" = c.id and n.day = ${day}::date))
    ), counted as (
      select t."caseId", t.day, (
        select count(*) from plant_day p
        join verdict v on v."runId" = p."currentRunId" and v."deviceId" = t."deviceId" and v.condition = 'normal'
        where p."plantId" = ${plantId} and p.day > t.previous and p.day < t.day
      )::int as normal
      from touched t
    )
    update case_day d set "normalBefore" = n.normal from counted n
    where d."caseId" = n."caseId" and d.day = n.day and d."normalBefore" <> n.normal`;
}

/** Brings faults that the publication of a day may have changed to what their days and decisions make of them. */
export async function deriveFaults(db: Database, published: PublishedDay, endsAfterDays: number): Promise<number> {
  const { plantId, day, runId, again } = published;
  return db.$executeRaw`
    with affected as materialized (
      select c.* from fault_case c
      where c."plantId" = ${plantId} and (
        ${again} or c.state <> 'resolved' or c."lastDay" is null or c."lastDay" >= ${day}::date
        or c."normalAfter" < ${endsAfterDays}
        or exists (select 1 from case_day d where d."caseId" = c.id and d.day = ${day}::date))
    ), facts as (
      select a.id, a.state as was, a."daysSeen" as had, a.decision, a."decidedDay", a."snoozedUntil", a."alarmDay",
        s.first, s.last, s.seen, s.losses, s.loss, s.doubt, s.worse, coalesce(s.restart, s.first) as since,
        l.confidence as sure, l."lossKwh" as lately, n.normal
      from affected a
      cross join lateral (
        select min(d.day) as first, max(d.day) as last, count(*)::int as seen,
          count(d."lossKwh")::int as losses, sum(d."lossKwh") as loss,
          case when count(d."lossUncertaintyKwh") filter (where d."lossKwh" is not null) = count(d."lossKwh")
            then sum(d."lossUncertaintyKwh") filter (where d."lossKwh" is not null) end as doubt,
          max(d.day) filter (where d."normalBefore" >= ${endsAfterDays}) as restart,
          coalesce(bool_or(d.day > a."decidedDay" and ${WORSE}), false) as worse
        from case_day d where d."caseId" = a.id
      ) s
      left join case_day l on l."caseId" = a.id and l.day = s.last
      cross join lateral (
        select count(*)::int as normal from plant_day p
        join verdict v on v."runId" = p."currentRunId" and v."deviceId" = a."deviceId" and v.condition = 'normal'
        where p."plantId" = ${plantId} and p.day > greatest(s.last, a."decidedDay")
      ) n
    ), judged as (
      select f.*, ${STATE(endsAfterDays)} as becomes,
        coalesce(f.normal >= ${endsAfterDays} and not (f.decision = 'resolved' and f.last <= f."decidedDay"), false) as gone
      from facts f
    ), changed as (
      update fault_case c set
        state = j.becomes, "noLongerSeen" = j.gone and j.first is not null, "firstDay" = j.first, "sinceDay" = j.since,
        "lastDay" = j.last, "daysSeen" = j.seen, "normalAfter" = j.normal, confidence = j.sure, "lossKwh" = j.loss,
        "lossDays" = j.losses, "lossUncertaintyKwh" = j.doubt, "lastLossKwh" = j.lately,
        version = c.version + case when c.state <> j.becomes or c."daysSeen" = 0 then 1 else 0 end
      from judged j
      where c.id = j.id and (c.state, c."noLongerSeen", c."firstDay", c."sinceDay", c."lastDay", c."daysSeen",
          c."normalAfter", c.confidence, c."lossKwh", c."lossDays", c."lossUncertaintyKwh",
          c."lastLossKwh")
        is distinct from (j.becomes, j.gone and j.first is not null, j.first, j.since, j.last, j.seen, j.normal,
          j.sure, j.loss, j.losses, j.doubt, j.lately)
      returning c.id, j.was, j.had, j.becomes, j.gone
    )
    insert into fault_event ("caseId", kind, day, "runId")
    select id, (case
        when becomes = 'withdrawn' then 'withdrawn'
        when becomes = 'regressed' then 'regressed'
        when had = 0 and was <> 'withdrawn' then 'opened'
        when becomes = 'resolved' and gone then 'ended'
        when was = 'snoozed' and becomes = 'open' then 'woken'
        else 'revised' end)::fault_event_kind, ${day}::date, ${runId}::uuid
    from changed where was <> becomes or had = 0`;
}

const WORSE = Prisma.sql`case
  when a.decision <> 'snoozed' or a."snoozedUntil" is not null then false
  when d."lossKwh" is not null and a."snoozeLossKwh" is not null then
    d."lossKwh" > greatest(a."snoozeLossKwh" * ${WORSE_LOSS_FACTOR}::float8, a."snoozeLossKwh" + ${WORSE_LOSS_MIN_KWH}::float8)
  else coalesce(d.confidence, 0) >= coalesce(a."snoozeConfidence", 0) + ${WORSE_CONFIDENCE}::float8 end`;

const STATE = (endsAfterDays: number) => Prisma.sql`(case
  -- What stands on an alarm of a day that has no result yet is none of the other days' business.
  when f."alarmDay" is not null then f.was::text
  when f.first is null then 'withdrawn'
  when f.decision = 'resolved' and f.last <= f."decidedDay" then 'resolved'
  when f.normal >= ${endsAfterDays} then 'resolved'
  when f.decision = 'none' then case when f.since > f.first then 'regressed' else 'open' end
  when f.decision = 'resolved' or f.since > f."decidedDay" then 'regressed'
  when f.decision = 'reopened' then 'open'
  when f.decision = 'acknowledged' then 'acknowledged'
  when not f.worse then 'snoozed'
  else 'open' end)::fault_state`;
