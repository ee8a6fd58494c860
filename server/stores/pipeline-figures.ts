import { DAY_MS } from '#domain/plant-day.ts';
import type { Database } from '#server/stores/database.ts';

/** A figure and the words that it stands under: states, stages and conditions, never ids. */
export interface Figure {
  labels: Record<string, string>;
  value: number;
}

export async function countRunsByState(db: Database, plantId: string): Promise<Figure[]> {
  const since = new Date(Date.now() - 30 * DAY_MS);
  const rows = await db.run.groupBy({
    by: ['state'],
    where: { plantId, requestedAt: { gte: since } },
    _count: { _all: true },
  });
  return rows.map(({ state, _count }) => ({ labels: { state }, value: _count._all }));
}

export async function countShardsByState(db: Database, plantId: string): Promise<Figure[]> {
  const rows = await db.shard.groupBy({
    by: ['stage', 'state'],
    where: { run: { plantId, endedAt: null } },
    _count: { _all: true },
  });
  return rows.map(({ stage, state, _count }) => ({ labels: { stage, state }, value: _count._all }));
}

/** How long each stage of the newest succeeded run took. */
export async function latestStageSeconds(db: Database, plantId: string): Promise<Figure[]> {
  const run = await db.run.findFirst({
    where: { plantId, state: 'succeeded' },
    orderBy: { id: 'desc' },
    select: { stages: true },
  });
  return (run?.stages ?? []).flatMap(({ name, startedAt, endedAt }) =>
    startedAt && endedAt ? [{ labels: { stage: name }, value: (endedAt.getTime() - startedAt.getTime()) / 1000 }] : [],
  );
}

/** Verdicts on show of the latest published day: by condition, else by the reason why there is none. */
export async function countVerdictsOfLatestDay(db: Database, plantId: string): Promise<Figure[]> {
  const latest = await db.plantDay.findFirst({
    where: { plantId, currentRunId: { not: null } },
    orderBy: { day: 'desc' },
  });
  if (!latest?.currentRunId) return [];
  const rows = await db.verdict.groupBy({
    by: ['condition', 'reason'],
    where: { runId: latest.currentRunId },
    _count: { _all: true },
  });
  return rows.map(({ condition, reason, _count }) => ({
    labels: { verdict: condition ?? reason ?? 'none' },
    value: _count._all,
  }));
}

/** How long the oldest queued run has waited, in seconds; 0 when none waits. */
export async function queueAgeSeconds(db: Database, plantId: string): Promise<number> {
  const oldest = await db.run.findFirst({
    where: { plantId, state: 'queued' },
    orderBy: { requestedAt: 'asc' },
    select: { requestedAt: true },
  });
  return oldest ? Math.max(0, (Date.now() - oldest.requestedAt.getTime()) / 1000) : 0;
}
