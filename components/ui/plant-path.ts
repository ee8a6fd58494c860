/** The id of the plant that a page's address names; null on the pages of the default plant and of no plant. */
export function plantIdOfPath(path: string): string | null {
  const [, first, plantId] = path.split('/');
  return first === 'plants' && plantId && plantId !== 'register' ? decodeURIComponent(plantId) : null;
}

/** What the pages of a plant have before their path: nothing for those of the default plant. */
export const plantPrefix = (plantId: string | null) => (plantId === null ? '' : `/plants/${plantId}`);

/** The pages that are of no plant: a link to them is the same everywhere. */
const OF_NO_PLANT = /^\/(plants|tokens|users|audit|api-docs|sign-in|refused)(\/|$|\?)/;

/** A page's path as it is for a plant: `/faults` of the plant `south` is `/plants/south/faults`. */
export function pathInPlant(path: string, plantId: string | null): string {
  if (plantId === null || !path.startsWith('/') || OF_NO_PLANT.test(path)) return path;
  return `${plantPrefix(plantId)}${path.replace(/^\/(?=\?|$)/, '')}`;
}
