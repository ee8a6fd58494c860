import * as api from '#domain/api/overview.ts';
import { route } from '#server/http/route.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';
import { getPlantLayout } from '#server/services/days/get-plant-layout.ts';
import { getTrend } from '#server/services/days/get-trend.ts';

export const overview = [
  /** Kept by the browser and asked for again with its version: a plant is rarely rebuilt. */
  route(api.getPlantLayout, async ({ request, context }) => {
    const knownVersion = request.headers.get('if-none-match')?.replaceAll(/^W\/|"/g, '') ?? null;
    const layout = await getPlantLayout(context, { knownVersion });
    const caching = { 'cache-control': 'private, no-cache' };
    if (layout === null) return new Response(null, { status: 304, headers: { ...caching, etag: `"${knownVersion}"` } });
    return Response.json(layout, { headers: { ...caching, etag: `"${layout.version}"` } });
  }),
  route(api.getPlantGrid, ({ context, params }) => getPlantGrid(context, params)),
  route(api.getTrend, ({ context, params, query }) => getTrend(context, { ...query, ...params })),
];
