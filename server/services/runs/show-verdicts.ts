import type { SystemContext } from '#server/services/context.ts';
import { makeColumns } from '#server/services/days/outcome-columns.ts';
import { updateFaults } from '#server/services/faults/update-faults.ts';
import { setCurrentRun } from '#server/stores/plant-days.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { type RunFigures, saveRunFigures } from '#server/stores/runs.ts';
import { type IndexedVerdict, insertVerdicts } from '#server/stores/verdicts.ts';

/** Makes a run's verdicts what operators see of its day, in the transaction that ends the publish stage. */
export async function showVerdicts(
  context: SystemContext,
  input: {
    runId: string;
    plantId: string;
    day: string;
    verdicts: readonly IndexedVerdict[];
    figures: RunFigures;
  },
): Promise<void> {
  const { db } = context;
  const { runId, plantId, day, verdicts, figures } = input;
  await insertVerdicts(db, runId, verdicts);
  await makeColumns(db, plantId, runId);
  await saveRunFigures(db, runId, figures);
  await setCurrentRun(db, plantId, day, runId);
  await updateFaults(context, { plantId, day, runId });
  const message = `published ${verdicts.length} verdicts`;
  await appendRunEvent(db, runId, { level: 'info', stage: 'publish', message });
}
