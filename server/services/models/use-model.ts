import { z } from 'zod';
import { MODEL_VERSION_PATTERN, type ModelPointer } from '#domain/model-manifest.ts';
import { probeNetwork } from '#models/classifier/probe-network.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { readModelPointer, storedVersions, storeModel, writeModelPointer } from '#server/gateways/model/model-store.ts';
import type { InstallationContext } from '#server/services/context.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadBundledModel, loadModel } from '#server/services/models/load-model.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inSlowTransaction } from '#server/stores/database.ts';

const choiceSchema = z.object({ version: z.string().regex(MODEL_VERSION_PATTERN, 'not a version of a model') });

// An object store may take its time.
const STORE_TIMEOUT_MS = 120_000;

/**
 * Makes a version the one that coming runs take; the bundled one is kept in the store as well, so that it stays there
 * after an upgrade. Throws before anything is changed when the version is unknown or not sound.
 */
export async function takeModelIntoUse(
  { db: connection, now, principal: actor }: InstallationContext,
  { version }: { version: string },
): Promise<ModelPointer> {
  requireAction(actor, 'model.use');
  parseInput(choiceSchema, { version });
  const model = await loadModel({ version });
  await probeNetwork(model);
  if (!(await storedVersions()).includes(version)) await storeModel(model);
  const pointer = { version, changedAt: now().toISOString(), previous: await versionInUse() };
  // The pointer lies in the object store: it moves last, and only once its entry in the audit log has been accepted.
  await inSlowTransaction(connection, STORE_TIMEOUT_MS, async (db) => {
    await appendAudit(db, {
      actor,
      action: 'model.use',
      target: { kind: 'model', id: version },
      before: { version: pointer.previous },
      after: { version },
    });
    await writeModelPointer(pointer);
  });
  return pointer;
}

/** The version that runs take now; null when it cannot be told, which is no reason not to choose another. */
export async function versionInUse(
  bundled: () => Promise<Pick<LoadedModel, 'version'>> = loadBundledModel,
): Promise<string | null> {
  try {
    return (await readModelPointer())?.version ?? (await bundled()).version;
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'model') return null;
    throw error;
  }
}
