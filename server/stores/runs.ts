import { LOST_AFTER_SECONDS, type RunState, type RunTrigger, STAGES, statesBefore } from '#server/domain/run.ts';
import { HeliographError } from '#server/errors.ts';
import { type Database, dateOfDay, isUniqueViolation } from '#server/stores/database.ts';

export interface NewRun {
  plantId: string;
  day: string;
  trigger: RunTrigger;
  requestedBy: string;
  note: string | null;
}

const withStages = { stages: true, currentOf: true } as const;

/** A queued run with its four pending stages. The database refuses a second live run of a plant day. */
export async function insertRun(db: Database, run: NewRun) {
  try {
    return await db.run.create({
      data: { ...run, day: dateOfDay(run.day), stages: { create: STAGES.map((name) => ({ name })) } },
      include: withStages,
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new HeliographError('conflict', `a run of ${run.day} is queued or running already: wait until it has ended`);
  }
}

export async function getRunRow(db: Database, runId: string) {
  const run = await db.run.findUnique({ where: { id: runId }, include: withStages });
  if (!run) throw new HeliographError('not_found', `there is no run ${runId}`);
  return run;
}

export type RunRow = Awaited<ReturnType<typeof getRunRow>>;

/** Newest first; `before` is the id of the last run of the page before. */
export function listRunRows(db: Database, plantId: string, options: { limit: number; before?: string; day?: string }) {
  const { limit, before, day } = options;
  return db.run.findMany({
    where: { plantId, ...(day === undefined ? {} : { day: dateOfDay(day) }) },
    // Ids are UUIDv7, so their order is the order of the requests.
    orderBy: { id: 'desc' },
    take: limit,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
    include: withStages,
  });
}

/** Moves a run along its state machine; throws `conflict` when it is not in a state from which it may. */
export async function moveRun(
  db: Database,
  runId: string,
  target: RunState,
  change: { startedAt?: Date; heartbeatAt?: Date; endedAt?: Date; error?: string; modelVersion?: string } = {},
): Promise<void> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: { in: statesBefore(target) } },
    data: { state: target, ...change },
  });
  if (count > 0) return;
  const { state } = await getRunRow(db, runId);
  throw new HeliographError('conflict', `run ${runId} is ${state}: it cannot become ${target}`);
}

export interface RunFigures {
  arrayCount: number;
  readingsReceived: number;
  readingsExpected: number;
}

export async function saveRunFigures(db: Database, runId: string, figures: RunFigures): Promise<void> {
  await db.run.update({ where: { id: runId }, data: figures });
}

/** Says that the worker of a running run is alive. False when the run is no longer running. */
export async function touchRun(db: Database, runId: string): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: 'running' },
    data: { heartbeatAt: new Date() },
  });
  return count > 0;
}

/** Running runs whose worker fell silent. */
export function listLostRuns(db: Database) {
  const oldest = new Date(Date.now() - LOST_AFTER_SECONDS * 1000);
  return db.run.findMany({ where: { state: 'running', heartbeatAt: { lt: oldest } }, select: { id: true, day: true } });
}
