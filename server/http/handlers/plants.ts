import * as api from '#domain/api/plants.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { getArray, listArrays } from '#server/services/arrays/list-arrays.ts';
import { getPlant, listPlants } from '#server/services/plants/get-plant.ts';

export const plants = [
  route(api.listPlants, async ({ context }) => ({ plants: await listPlants(context), nextCursor: null })),
  route(api.getPlant, ({ context, params }) => getPlant(context, params)),
  route(api.listArrays, async ({ context, query: { limit, cursor } }) => {
    const after = decodeCursor('arrays', cursor, /^[A-Z0-9]{10}$/);
    const { arrays, nextCursor } = await listArrays(context, { limit, after });
    return { arrays, nextCursor: encodeCursor('arrays', nextCursor) };
  }),
  route(api.getArray, ({ context, params }) => getArray(context, params)),
];
