import type { Energy } from '#server/domain/energy.ts';
import type { Verdict } from '#server/domain/verdict.ts';
import type { Database } from '#server/stores/database.ts';

const ROWS_A_STATEMENT = 1000;

/** A verdict, the partition whose silver holds the array's series (null when it sent nothing), and its energy. */
export interface IndexedVerdict extends Verdict {
  partition: number | null;
  energy: Energy | null;
}

export async function insertVerdicts(db: Database, runId: string, verdicts: readonly IndexedVerdict[]): Promise<void> {
  for (let start = 0; start < verdicts.length; start += ROWS_A_STATEMENT) {
    await db.verdict.createMany({
      data: verdicts
        .slice(start, start + ROWS_A_STATEMENT)
        .map(({ deviceId, condition, reason, detail, confidence, probabilities, coverage, partition, energy }) => ({
          runId,
          deviceId,
          condition,
          reason,
          detail,
          confidence,
          probabilities: probabilities ?? [],
          coverage,
          partition,
          expectedKwh: energy?.expectedKwh ?? null,
          measuredKwh: energy?.measuredKwh ?? null,
          lossKwh: energy?.lossKwh ?? null,
          lossUncertaintyKwh: energy?.uncertaintyKwh ?? null,
        })),
    });
  }
}

export function listVerdictRows(db: Database, runId: string) {
  return db.verdict.findMany({
    where: { runId },
    select: { deviceId: true, condition: true, reason: true, confidence: true, coverage: true, lossKwh: true },
  });
}

export function findVerdictRow(db: Database, runId: string, deviceId: string) {
  return db.verdict.findUnique({ where: { runId_deviceId: { runId, deviceId } } });
}

/** Number of faulty arrays of each of the runs. */
export async function countFaults(db: Database, runIds: readonly string[]): Promise<Map<string, number>> {
  const groups = await db.verdict.groupBy({
    by: ['runId'],
    where: { runId: { in: [...runIds] }, condition: { not: 'normal' } },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.runId, group._count._all]));
}
