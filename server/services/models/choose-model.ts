import { type Principal, requireAction } from '#server/auth/principal.ts';
import { type ModelChoice, modelChoiceSchema } from '#server/domain/model-versions.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inSlowTransaction } from '#server/stores/database.ts';

/** Loading and probing a network takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

/**
 * Has coming runs take a version of the model; days that were judged stay as they are. The pointer lies in the object
 * store: a change whose audit row cannot be written is told as failed, and is made good by choosing again.
 */
export async function chooseModel(actor: Principal, input: ModelChoice) {
  requireAction(actor, 'model.use');
  const choice = parseInput(modelChoiceSchema, input);
  return inSlowTransaction(TIMEOUT_MS, async (db) => {
    const { version, previous } = await takeModelIntoUse(choice);
    await appendAudit(db, {
      actor,
      action: 'model.use',
      target: { kind: 'model', id: version },
      before: { version: previous },
      after: { version },
    });
    return { version, previous };
  });
}
