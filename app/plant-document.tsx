import { PlantPage } from '#components/plant/plant-page.tsx';
import { addressOf } from '#domain/api/address.ts';
import { getPlantGrid, getPlantLayout } from '#domain/api/overview.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import type { PlantHead } from '#domain/plant-head.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { getPlantHead } from '#server/services/days/get-plant-head.ts';

interface PlantDocument {
  /** Null: the default plant. */
  plantId: string | null;
  inPlant: () => Promise<ServiceContext>;
  searchParams: Record<string, string | string[] | undefined>;
}

/**
 * The page of a plant. The document itself says how the day stands, and asks for the plant's arrays: they come while the page's
 * code is still loading.
 */
export async function plantDocument({ plantId, inPlant, searchParams: { day } }: PlantDocument) {
  const asked = typeof day === 'string' ? day : null;
  const named = asked !== null && isPlantDay(asked) ? asked : 'latest';
  const head = named === (asked ?? 'latest') ? await findHead(inPlant, named) : null;
  const paths = [addressOf(getPlantGrid, { params: { day: named } }, plantId), addressOf(getPlantLayout, {}, plantId)];
  return (
    <>
      {paths.map((path) => (
        <link key={path} rel="preload" as="fetch" crossOrigin="anonymous" href={path} />
      ))}
      <PlantPage head={head && { asked, of: head }} />
    </>
  );
}

/** Null when there is nothing to say: the page's own question finds out why, and offers to ask again. */
async function findHead(inPlant: () => Promise<ServiceContext>, day: string): Promise<PlantHead | null> {
  try {
    return await getPlantHead(await inPlant(), { day });
  } catch (error) {
    if (error instanceof HeliographError) return null;
    throw error;
  }
}
