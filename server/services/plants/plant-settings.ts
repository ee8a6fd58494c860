import { type PlantSettings, type PlantSettingsChange, plantSettingsChangeSchema } from '#domain/plant-settings.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { getPlantRow, lockPlantRow, savePlantSettings } from '#server/stores/plants.ts';

/** What the plant has for itself in the place of the installation's settings. */
export function getPlantSettings({ plant, principal }: ServiceContext): PlantSettings {
  requireAction(principal, 'plant.read');
  return plant.settings;
}

/** Changes some of them; null is the installation's again. Returns all that the plant has then. Throws `invalid_input` by name. */
export async function changePlantSettings(context: ServiceContext, input: PlantSettingsChange): Promise<PlantSettings> {
  const { plant, principal } = context;
  requireAction(principal, 'plant.register');
  const change = parseInput(plantSettingsChangeSchema, input);
  return inTransaction(context.db, async (db) => {
    await lockPlantRow(db, plant.id);
    const { settings: before } = await getPlantRow(db, plant.id);
    const after: PlantSettings = Object.fromEntries(
      Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== undefined),
    );
    await savePlantSettings(db, plant.id, after);
    await appendAudit(db, {
      actor: principal,
      action: 'plant.register: settings',
      target: { kind: 'plant', id: plant.id },
      before: { ...before },
      after: { ...after },
    });
    return after;
  });
}
