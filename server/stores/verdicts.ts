import type { Condition } from '#domain/conditions.ts';
import type { Energy } from '#domain/energy.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { VerdictColumn } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import type { Database } from '#server/stores/database.ts';
import { indexFieldsOf } from '#server/stores/index-fields.ts';
import { VERDICT_FAULT } from '#server/stores/verdict-fault.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** One statement takes a plant's day; what is beyond it goes into a second one. */
const ROWS_PER_STATEMENT = 20_000;

/** A verdict, the partition whose silver holds the array's series (null when it sent nothing), and its energy. */
export interface IndexedVerdict extends Verdict {
  partition: number | null;
  energy: Energy | null;
}

/** Puts a run's verdicts in as one JSON document a statement: values of ten thousand rows cost more apart than together. */
export async function insertVerdicts(
  db: Database,
  runId: string,
  verdicts: readonly IndexedVerdict[],
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): Promise<void> {
  const fields = indexFieldsOf(columns);
  const names = Prisma.raw(fields.map(({ field }) => `"${field}"`).join(', '));
  const typed = Prisma.raw(fields.map(({ field, sql }) => `"${field}" ${sql}`).join(', '));
  for (let start = 0; start < verdicts.length; start += ROWS_PER_STATEMENT) {
    const rows = verdicts.slice(start, start + ROWS_PER_STATEMENT).map((verdict) => ({
      partition: verdict.partition,
      ...Object.fromEntries(fields.map(({ field, of }) => [field, of(verdict)])),
    }));
    await db.$executeRaw`
      insert into verdict ("runId", partition, ${names}) select ${runId}::uuid, partition, ${names}
      from json_to_recordset(${JSON.stringify(rows)}::json) as v (partition int, ${typed})`;
  }
}

/** What a run found of each array: its condition, and the fault that it shows. */
export function listFoundFaults(
  db: Database,
  runId: string,
): Promise<{ deviceId: string; condition: Condition | null; fault: FaultKind | null }[]> {
  return db.$queryRaw`
    select v."deviceId", v.condition::text as condition, ${VERDICT_FAULT}::text as fault
    from verdict v where v."runId" = ${runId}::uuid`;
}

export function findVerdictRow(db: Database, runId: string, deviceId: string) {
  return db.verdict.findUnique({ where: { runId_deviceId: { runId, deviceId } } });
}

export type VerdictRow = NonNullable<Awaited<ReturnType<typeof findVerdictRow>>>;

interface VerdictPage {
  take: number;
  /** deviceId of the last row of the page before. */
  after: string | undefined;
  condition: Verdict['condition'] | undefined;
  reason: Verdict['reason'] | undefined;
  minConfidence: number | undefined;
}

/** A page of a run's verdicts in the order of their deviceId; filters that are undefined let everything through. */
export function listVerdictPage(db: Database, runId: string, page: VerdictPage): Promise<VerdictRow[]> {
  const { take, after, condition, reason, minConfidence } = page;
  return db.verdict.findMany({
    where: {
      runId,
      ...(after === undefined ? {} : { deviceId: { gt: after } }),
      ...(condition === undefined ? {} : { condition }),
      ...(reason === undefined ? {} : { reason }),
      ...(minConfidence === undefined ? {} : { confidence: { gte: minConfidence } }),
    },
    orderBy: { deviceId: 'asc' },
    take,
  });
}
