import type { RunEventList } from '#server/domain/results.ts';
import { database } from '#server/stores/database.ts';
import { listRunEvents } from '#server/stores/run-events.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** The log of a run, oldest line first, a page at a time; `after` is the id of the last line of the page before. */
export async function listEvents(input: {
  runId: string;
  limit: number;
  after: bigint | undefined;
}): Promise<RunEventList> {
  const { runId, limit, after } = input;
  const db = database();
  await getRunRow(db, runId);
  const rows = await listRunEvents(db, runId, after, limit + 1);
  const page = rows.slice(0, limit);
  return {
    events: page.map(({ id, at, level, stage, message }) => ({
      id: id.toString(),
      at: at.toISOString(),
      level,
      stage,
      message,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id.toString() ?? null) : null,
  };
}
