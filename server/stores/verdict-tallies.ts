import type { Database } from '#server/stores/database.ts';

/** Arrays by outcome (a condition, or the reason for having none) of each of the runs. */
export async function listTallies(db: Database, runIds: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const rows = await db.verdictTally.findMany({ where: { runId: { in: [...runIds] } } });
  const tallies = new Map<string, Map<string, number>>();
  for (const { runId, outcome, arrays } of rows) {
    const tally = tallies.get(runId) ?? new Map<string, number>();
    tallies.set(runId, tally.set(outcome, arrays));
  }
  return tallies;
}
