import { getPlantLayout } from '#server/http/operations/overview.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPlantLayout as readLayout } from '#server/services/days/get-plant-layout.ts';

/** Kept by the browser and asked for again with its version: a plant is rarely rebuilt. */
export const GET = route(getPlantLayout, async ({ request }) => {
  const knownVersion = request.headers.get('if-none-match')?.replaceAll(/^W\/|"/g, '') ?? null;
  const layout = await readLayout({ knownVersion });
  const caching = { 'cache-control': 'private, no-cache' };
  if (layout === null) return new Response(null, { status: 304, headers: { ...caching, etag: `"${knownVersion}"` } });
  return Response.json(layout, { headers: { ...caching, etag: `"${layout.version}"` } });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPlantLayout);
