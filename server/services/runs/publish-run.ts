import { HeliographError } from '#server/errors.ts';
import { updateCases } from '#server/services/faults/update-cases.ts';
import { database } from '#server/stores/database.ts';
import { pointPlantDay } from '#server/stores/plant-days.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { type RunFigures, saveRunFigures, touchRun } from '#server/stores/runs.ts';
import { type IndexedVerdict, insertVerdicts } from '#server/stores/verdicts.ts';

// 10,000 arrays are ten statements; the limit is for a database that is busy with something else.
const TRANSACTION_TIMEOUT_MS = 120_000;

/** Makes a run's verdicts what operators see of its day: all of it in one transaction, or nothing. */
export async function publishRun(input: {
  runId: string;
  plantId: string;
  day: string;
  verdicts: readonly IndexedVerdict[];
  figures: RunFigures;
}): Promise<void> {
  const { runId, plantId, day, verdicts, figures } = input;
  await database().$transaction(
    async (db) => {
      if (!(await touchRun(db, runId))) throw new HeliographError('cancelled', `run ${runId} is no longer running`);
      await insertVerdicts(db, runId, verdicts);
      await saveRunFigures(db, runId, figures);
      await pointPlantDay(db, plantId, day, runId);
      await updateCases(db, plantId, day, runId);
      const message = `published ${verdicts.length} verdicts`;
      await appendRunEvent(db, runId, { level: 'info', stage: 'publish', message });
    },
    { timeout: TRANSACTION_TIMEOUT_MS },
  );
}
