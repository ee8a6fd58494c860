import type { Verdict } from '#server/domain/verdict.ts';
import type { Database } from '#server/stores/database.ts';

const ROWS_A_STATEMENT = 1000;

/** A verdict, and the partition whose silver holds the array's series; null when it sent nothing. */
export interface IndexedVerdict extends Verdict {
  partition: number | null;
}

export async function insertVerdicts(db: Database, runId: string, verdicts: readonly IndexedVerdict[]): Promise<void> {
  for (let start = 0; start < verdicts.length; start += ROWS_A_STATEMENT) {
    await db.verdict.createMany({
      data: verdicts
        .slice(start, start + ROWS_A_STATEMENT)
        .map(({ deviceId, condition, reason, detail, confidence, probabilities, coverage, partition }) => ({
          runId,
          deviceId,
          condition,
          reason,
          detail,
          confidence,
          probabilities: probabilities ?? [],
          coverage,
          partition,
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
