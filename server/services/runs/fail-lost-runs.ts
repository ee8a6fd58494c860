import { LOST_AFTER_SECONDS } from '#server/domain/run.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { failRun } from '#server/services/runs/end-run.ts';
import { database } from '#server/stores/database.ts';
import { listLostRuns } from '#server/stores/runs.ts';

/** Fails running runs whose worker fell silent, so that their plant days can be run again. */
export async function failLostRuns(): Promise<void> {
  for (const { id } of await listLostRuns(database())) {
    if (await failRun(id, `its worker was not heard of for ${LOST_AFTER_SECONDS} s`)) await archiveRunLog(id);
  }
}
