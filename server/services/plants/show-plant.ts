import type { PlantSettings } from '#domain/plant-settings.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { countPublishedDays } from '#server/stores/plants.ts';
import { listRegisteredArrays, type RegisteredArray } from '#server/stores/registered-arrays.ts';

/** A plant in figures. */
export interface PlantFacts {
  id: string;
  name: string;
  utcOffsetMinutes: number;
  simulated: boolean;
  arrays: number;
  outOfService: number;
  /** Plant days with a result. */
  days: number;
  /** Sum of the arrays' nameplate power, kW. */
  kilowatts: number;
  /** Kinds of arrays, the most frequent first: modules in series x strings of a module. */
  kinds: { kind: string; arrays: number }[];
  groups: number;
  /** What it has in the place of the installation's. */
  settings: PlantSettings;
}

/** What is registered of the plant, summed up. */
export async function showPlant({ plant, principal, db }: ServiceContext): Promise<PlantFacts> {
  requireAction(principal, 'plant.read');
  const all = await listRegisteredArrays(db, plant.id);
  const arrays = all.filter(({ inServiceTo }) => inServiceTo === null);
  const kinds = [...Map.groupBy(arrays, kindOf)].map(([kind, of]) => ({ kind, arrays: of.length }));
  const { id, name, utcOffsetMinutes, simulated, settings } = plant;
  return {
    id,
    name,
    utcOffsetMinutes,
    simulated,
    arrays: arrays.length,
    outOfService: all.length - arrays.length,
    days: await countPublishedDays(db, id),
    kilowatts: arrays.reduce((sum, { nameplate: { vMp, iMp } }) => sum + (vMp * iMp) / 1000, 0),
    kinds: kinds.sort((a, b) => b.arrays - a.arrays),
    settings,
    groups: new Set(arrays.flatMap(({ group }) => (group === null ? [] : [group]))).size,
  };
}

function kindOf({ nameplate: { modulesInSeries, strings, vMp, iMp }, moduleGiven }: RegisteredArray): string {
  const module = moduleGiven && 'name' in moduleGiven ? moduleGiven.name : 'modules';
  const one = `${(vMp / modulesInSeries).toFixed(1)} V, ${(iMp / strings).toFixed(2)} A`;
  return `${modulesInSeries} x ${strings} ${module} of ${one}`;
}
