import { plantDayOf } from '#domain/plant-day.ts';
import { parseTariff, type Tariff } from '#domain/tariff.ts';
import { readSettings } from '#server/env.ts';
import type { Database } from '#server/stores/database.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** The plant of the settings with its calendar's today, and what a kWh is worth there. */
export async function plantContext(db: Database): Promise<{ plant: PlantRow; today: string; tariff: Tariff | null }> {
  const { HELIOGRAPH_PLANT, HELIOGRAPH_TARIFF } = readSettings();
  const plant = await getPlantRow(db, HELIOGRAPH_PLANT);
  const tariff = HELIOGRAPH_TARIFF ? parseTariff(HELIOGRAPH_TARIFF) : null;
  return { plant, today: plantDayOf(Date.now(), plant.utcOffsetMinutes), tariff };
}
