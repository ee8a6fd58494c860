import { type FirstStage, isLive, type RunTrigger, STAGES } from '#domain/run.ts';
import { RUN_STATES, type RunState, statesBefore } from '#domain/state-machine.ts';
import { type ErrorCode, HeliographError } from '#server/errors.ts';
import { type Database, dateOfDay, isUniqueViolation } from '#server/stores/database.ts';

export interface NewRun {
  plantId: string;
  day: string;
  trigger: RunTrigger;
  requestedBy: string;
  note: string | null;
  fromStage: FirstStage;
  baseRunId: string | null;
  modelVersion: string;
  /** False: workers begin when a back-fill's turn comes. */
  released: boolean;
  /** Arrays of its first stage. */
  total: number;
}

const withStages = { stages: true, currentOf: true } as const;

/** A queued run with its four stages. The database refuses a second live run of a plant day. */
export async function insertRun(db: Database, { released, total, ...run }: NewRun) {
  const first = STAGES.indexOf(run.fromStage);
  const stages = STAGES.map((name, index) => ({
    name,
    total: index === first ? total : 0,
    ...(index < first ? { state: 'skipped' as const } : {}),
  }));
  try {
    return await db.run.create({
      data: {
        ...run,
        day: dateOfDay(run.day),
        releasedAt: released ? new Date() : null,
        stages: { create: stages },
      },
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

/** A run of this plant; one of another plant is not there, as one that never was. */
export async function getRunOfPlant(db: Database, plantId: string, runId: string): Promise<RunRow> {
  const run = await db.run.findUnique({ where: { id: runId, plantId }, include: withStages });
  if (!run) throw new HeliographError('not_found', `there is no run ${runId}`);
  return run;
}

export type RunRow = Awaited<ReturnType<typeof getRunRow>>;

export interface WantedRuns {
  limit: number;
  /** Id of the last run of the page before. */
  before?: string | undefined;
  /** This one day, instead of those from `from` to `to`. */
  day?: string;
  from?: string | undefined;
  to?: string | undefined;
  states?: readonly RunState[] | undefined;
  triggers?: readonly RunTrigger[] | undefined;
  modelVersion?: string | undefined;
}

/** Newest first. */
export function listRunRows(db: Database, plantId: string, wanted: WantedRuns) {
  const { limit, before, day, states, triggers, modelVersion } = wanted;
  const [from, to] = [day ?? wanted.from, day ?? wanted.to];
  return db.run.findMany({
    where: {
      plantId,
      // Ids are UUIDv7, so their order is the order of the requests.
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(from === undefined && to === undefined
        ? {}
        : { day: { ...(from ? { gte: dateOfDay(from) } : {}), ...(to ? { lte: dateOfDay(to) } : {}) } }),
      ...(states === undefined ? {} : { state: { in: [...states] } }),
      ...(triggers === undefined ? {} : { trigger: { in: [...triggers] } }),
      ...(modelVersion === undefined ? {} : { modelVersion }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    include: withStages,
  });
}

/** The runs of these ids that there are. */
export function listRunsById(db: Database, runIds: readonly string[]): Promise<RunRow[]> {
  return db.run.findMany({ where: { id: { in: [...runIds] } }, include: withStages });
}

/** How long the newest runs that succeeded took, in ms; of those that began with one stage. */
export async function listRunDurationsMs(
  db: Database,
  plantId: string,
  fromStage: FirstStage,
  limit: number,
): Promise<number[]> {
  const rows = await db.run.findMany({
    where: { plantId, fromStage, state: 'succeeded', startedAt: { not: null }, endedAt: { not: null } },
    orderBy: { id: 'desc' },
    take: limit,
    select: { startedAt: true, endedAt: true },
  });
  return rows.flatMap(({ startedAt, endedAt }) =>
    startedAt && endedAt ? [endedAt.getTime() - startedAt.getTime()] : [],
  );
}

/** A run whose row nobody else changes until the transaction ends; who changes shards or stages of a run holds it. */
export async function lockRun(db: Database, runId: string): Promise<RunRow> {
  await db.$queryRaw`select 1 from "run" where "id" = ${runId}::uuid for update`;
  return getRunRow(db, runId);
}

/** Moves a run along its state machine; throws `conflict` when it is not in a state from which it may. */
export async function moveRun(
  db: Database,
  runId: string,
  target: RunState,
  change: { startedAt?: Date; endedAt?: Date; error?: string } = {},
): Promise<void> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: { in: statesBefore('run', target) } },
    data: { state: target, ...change },
  });
  if (count > 0) return;
  const { state } = await getRunRow(db, runId);
  throw new HeliographError('conflict', `run ${runId} is ${state}: it cannot become ${target}`);
}

/** Keeps why a run cannot succeed any more. */
export async function saveRunError(db: Database, runId: string, error: string, errorCode: ErrorCode): Promise<void> {
  await db.run.update({ where: { id: runId }, data: { error, errorCode } });
}

/** The live run of a plant day, or null. */
export function findLiveRun(db: Database, plantId: string, day: string) {
  return db.run.findFirst({
    where: { plantId, day: dateOfDay(day), state: { in: RUN_STATES.filter(isLive) } },
    include: withStages,
  });
}

/** The run of the plant that has been live for longest, or null. */
export function findAnyLiveRun(db: Database, plantId: string) {
  return db.run.findFirst({
    where: { plantId, state: { in: RUN_STATES.filter(isLive) } },
    orderBy: { requestedAt: 'asc' },
  });
}

/** The newest run of a plant day whose ingest is whole, with its silver. */
export function findIngestedRun(db: Database, plantId: string, day: string) {
  return db.run.findFirst({
    where: {
      plantId,
      day: dateOfDay(day),
      shards: { some: { stage: 'ingest' }, every: { OR: [{ stage: { not: 'ingest' } }, { state: 'succeeded' }] } },
      OR: [
        { stages: { some: { name: 'ingest', state: 'succeeded' } } },
        { stages: { some: { name: 'ingest', state: 'skipped' } }, fromStage: 'predict' },
      ],
    },
    orderBy: { id: 'desc' },
    include: withStages,
  });
}

export interface RunFigures {
  arrayCount: number;
  readingsReceived: number;
  readingsExpected: number;
}

export async function saveRunFigures(db: Database, runId: string, figures: RunFigures): Promise<void> {
  await db.run.update({ where: { id: runId }, data: figures });
}

/** Releases waiting runs, oldest day first, until `most` of the released ones are live. Gives the ids of those released. */
export async function releaseWaitingRuns(db: Database, max: number): Promise<string[]> {
  const waiting = { state: 'queued', releasedAt: null } as const;
  if ((await db.run.count({ where: waiting })) === 0) return [];
  // Two workers that count at once would both find room for the same number.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext('heliograph.backfill'))`;
  const live = await db.run.count({
    where: { trigger: 'backfill', state: { in: RUN_STATES.filter(isLive) }, releasedAt: { not: null } },
  });
  const next = await db.run.findMany({
    where: waiting,
    orderBy: { day: 'asc' },
    take: Math.max(0, max - live),
    select: { id: true },
  });
  const ids = next.map(({ id }) => id);
  await db.run.updateMany({ where: { id: { in: ids } }, data: { releasedAt: new Date() } });
  return ids;
}
