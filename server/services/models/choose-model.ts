import { type Principal, requireAction } from '#server/auth/principal.ts';
import type { ModelPointer } from '#server/domain/model-manifest.ts';
import { pointToModel, prepareModel } from '#server/services/models/use-model.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';

/** Takes a model into use on behalf of somebody: a pointer that cannot be written takes its line of the log with it. */
export async function chooseModel(actor: Principal, { version }: { version: string }): Promise<ModelPointer> {
  requireAction(actor, 'model.use');
  const previous = await prepareModel(version);
  return database().$transaction(async (db) => {
    await appendAudit(db, {
      actor,
      action: 'model.use',
      target: { kind: 'model', id: version },
      before: previous === null ? null : { version: previous },
      after: { version },
    });
    return pointToModel(version, previous);
  });
}
