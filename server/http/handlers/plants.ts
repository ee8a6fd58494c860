import * as api from '#domain/api/plants.ts';
import { isDeviceId } from '#domain/device-id.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { getArray, listArrays } from '#server/services/arrays/list-arrays.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { getPlant } from '#server/services/plants/get-plant.ts';

export const plants = [
  route(api.listPlants, async () => ({ plants: [await currentPlant()], nextCursor: null })),
  route(api.getPlant, ({ params }) => getPlant(params)),
  route(api.listArrays, async ({ query: { limit, cursor } }) => {
    const after = decodeCursor('arrays', cursor, { test: isDeviceId });
    const { arrays, nextCursor } = await listArrays({ limit, after });
    return { arrays, nextCursor: encodeCursor('arrays', nextCursor) };
  }),
  route(api.getArray, ({ params }) => getArray(params)),
];
