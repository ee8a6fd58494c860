import { z } from 'zod';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** A partition of a topic, of which a plant's live windows are made. */
export interface PartitionPlace {
  plantId: string;
  topic: string;
  partition: number;
}

/** What a partition did not use of its messages so far, and how many partitions there are. */
const countsSchema = z.object({
  partitions: z.number().int(),
  late: z.number().int(),
  ahead: z.number().int(),
  unregistered: z.number().int(),
  quarantined: z.number().int(),
});

/** A window that a partition has closed. */
export interface ClosedPart extends PartitionPlace {
  endAt: Date;
  day: string;
  offset: number;
  arrays: number;
  counts: z.infer<typeof countsSchema>;
  snapshotKey: string;
  sketchKey: string;
}

export type LivePartRow = ClosedPart & { goldKey: string | null; modelVersion: string | null };

/** Keeps that a window is closed; nothing happens when somebody did before, who has read the same messages. */
export async function insertPart(db: Database, { day, offset, counts, ...part }: ClosedPart): Promise<void> {
  const data = { ...part, day: dateOfDay(day), offset: BigInt(offset), counts: counts as Prisma.InputJsonValue };
  await db.livePart.createMany({ data: [data], skipDuplicates: true });
}

/** The newest window that a partition has closed; null before the first. */
export async function findLastPart(db: Database, place: PartitionPlace): Promise<LivePartRow | null> {
  const row = await db.livePart.findFirst({ where: { ...place }, orderBy: { endAt: 'desc' } });
  return row && partOf(row);
}

/** Where the windows of a partition's day lie up to one of them, oldest first. */
export async function listSnapshotKeys(
  db: Database,
  { plantId, topic, partition }: PartitionPlace,
  { day, endAt }: { day: string; endAt: Date },
): Promise<string[]> {
  const rows = await db.livePart.findMany({
    where: { plantId, topic, partition, day: dateOfDay(day), endAt: { lte: endAt } },
    orderBy: { endAt: 'asc' },
    select: { snapshotKey: true },
  });
  return rows.map(({ snapshotKey }) => snapshotKey);
}

/** Whether any partition of the plant has closed a window. */
export async function isWindowClosed(db: Database, plantId: string, endAt: Date): Promise<boolean> {
  return (await db.livePart.findFirst({ where: { plantId, endAt }, select: { endAt: true } })) !== null;
}

/** The oldest window that is closed by a partition and whose verdicts are not out, all of its partitions so far; none for none. */
export async function listOldestOpenParts(db: Database, plantId: string): Promise<LivePartRow[]> {
  const published = await db.liveWindow.findFirst({
    where: { plantId },
    orderBy: { endAt: 'desc' },
    select: { endAt: true },
  });
  const after = published ? { endAt: { gt: published.endAt } } : {};
  const oldest = await db.livePart.findFirst({ where: { plantId, ...after }, orderBy: { endAt: 'asc' } });
  if (!oldest) return [];
  const rows = await db.livePart.findMany({
    where: { plantId, endAt: oldest.endAt },
    orderBy: [{ topic: 'asc' }, { partition: 'asc' }],
  });
  return rows.map(partOf);
}

/** Takes a part to judge, for a while; false when somebody else has it, or it is judged. */
export async function claimPart(
  db: Database,
  { plantId, endAt, topic, partition }: ClosedPart,
  leaseSeconds: number,
): Promise<boolean> {
  const claimed = await db.$executeRaw`
    update live_part set "claimedUntil" = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where "plantId" = ${plantId} and "endAt" = ${endAt} and topic = ${topic} and partition = ${partition}
      and "goldKey" is null and coalesce("claimedUntil" < clock_timestamp(), true)`;
  return claimed > 0;
}

/** Gives a part back that could not be judged. */
export async function releasePart(db: Database, { plantId, endAt, topic, partition }: ClosedPart): Promise<void> {
  await db.livePart.updateMany({ where: { plantId, endAt, topic, partition }, data: { claimedUntil: null } });
}

export async function markJudged(
  db: Database,
  { plantId, endAt, topic, partition }: ClosedPart,
  judged: { goldKey: string; modelVersion: string },
): Promise<void> {
  await db.livePart.updateMany({ where: { plantId, endAt, topic, partition, goldKey: null }, data: judged });
}

/** Forgets what partitions had on the days before one. */
export async function removePartsBefore(db: Database, plantId: string, day: string): Promise<string[]> {
  const where = { plantId, day: { lt: dateOfDay(day) } };
  const days = await db.livePart.findMany({ where, distinct: ['day'], select: { day: true } });
  await db.livePart.deleteMany({ where });
  return days.map((row) => dayOfDate(row.day));
}

type Row = Awaited<ReturnType<Database['livePart']['findMany']>>[number];

function partOf({ day, offset, counts, claimedUntil: _, closedAt: __, ...row }: Row): LivePartRow {
  return { ...row, day: dayOfDate(day), offset: Number(offset), counts: countsSchema.parse(counts) };
}
