import { DAY_MS, plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';
import type { PlantOverview } from '#domain/plant-overview.ts';
import { roleInPlant } from '#domain/plant-roles.ts';
import { requireAction, rolesOf } from '#server/auth/principal.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listPlantOverviewRows, type PlantOverviewRow } from '#server/stores/plant-overviews.ts';
import { listPlantRows, type PlantRow } from '#server/stores/plants.ts';

/** How the plants stand that somebody has a role in, by name. */
export async function listPlantOverviews({ db, principal, now }: InstallationContext): Promise<PlantOverview[]> {
  requireAction(principal, 'plant.read');
  const plants = (await listPlantRows(db)).filter(({ id }) => roleInPlant(rolesOf(principal), id) !== null);
  const rows = await listPlantOverviewRows(
    db,
    plants.map(({ id }) => id),
  );
  const rowOf = new Map(rows.map((row) => [row.plantId, row]));
  return plants
    .flatMap((plant) => {
      const row = rowOf.get(plant.id);
      return row ? [overviewOf(plant, row, now().getTime())] : [];
    })
    .sort((one, other) => one.plant.name.localeCompare(other.plant.name) || (one.plant.id < other.plant.id ? -1 : 1));
}

function overviewOf(plant: PlantRow, row: PlantOverviewRow, nowMs: number): PlantOverview {
  const { openFaults, faultyArrays, lossPerDayKwh, day, publishedAt, runId, runDay, runState } = row;
  const { arrays, normal, noVerdict } = row;
  return {
    plant: plantViewOf(plant),
    simulated: plant.simulated,
    openFaults,
    faultyArrays,
    lossPerDayKwh,
    newest:
      day === null || publishedAt === null
        ? null
        : {
            day,
            publishedAt: publishedAt.toISOString(),
            daysBehind: daysBehind(day, plant.utcOffsetMinutes, nowMs),
            arrays,
            normal,
            noVerdict,
          },
    newestRun:
      runId !== null && runDay !== null && runState !== null ? { id: runId, day: runDay, state: runState } : null,
  };
}

function daysBehind(day: string, utcOffsetMinutes: number, nowMs: number): number {
  const endMs = plantDayStartMs(shiftPlantDay(day, 1), utcOffsetMinutes);
  return Math.max(0, Math.floor((nowMs - endMs) / DAY_MS));
}
