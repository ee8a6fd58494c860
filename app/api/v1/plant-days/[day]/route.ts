import { json } from '#server/http/answer.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { getPlantDay } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';
import { placeCells } from '#server/services/days/place-cells.ts';

/** Tagged by what its cells follow from: the answer of a large plant has more than a megabyte. */
export const GET = route(getPlantDay, async ({ request, params }) => {
  const grid = await getPlantGrid(params);
  const { plant, run, newerRun, layout } = grid;
  const tag = etagOf('plant-day', JSON.stringify({ plant, run, newerRun, layout }));
  return unlessKnown(request, tag, async () => json(await placeCells(grid)));
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPlantDay);
