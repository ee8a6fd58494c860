import * as api from '#domain/api/plants.ts';
import { isDeviceId } from '#domain/device-id.ts';
import type { RegistrationRequest } from '#domain/registration.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import { download } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { getArray, listArrays } from '#server/services/arrays/list-arrays.ts';
import { openContext } from '#server/services/context.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { exportPlant } from '#server/services/plants/export-plant.ts';
import { getPlant } from '#server/services/plants/get-plant.ts';
import { previewFile, type RegistrationFileInput, registerFile } from '#server/services/plants/register-file.ts';
import { openRegistryContext } from '#server/services/plants/registry-context.ts';
import { servedPlant } from '#server/services/plants/served-plant.ts';

export const plants = [
  route(api.listPlants, async () => ({ plants: [await currentPlant()], nextCursor: null })),
  route(api.getPlant, ({ params }) => getPlant(params)),
  route(api.exportPlant, async ({ principal, params }) => {
    const context = await openContext(principal, servedPlant(params));
    const { text } = await exportPlant(context, { format: 'csv' });
    return download(`${context.plant.id}.csv`, 'text/csv; charset=utf-8', new TextEncoder().encode(text));
  }),
  route(api.previewRegistration, ({ principal, params, body }) =>
    previewFile(openRegistryContext(principal), askedFile(params, body)),
  ),
  route(api.applyRegistration, ({ principal, params, body }) =>
    registerFile(openRegistryContext(principal), askedFile(params, body)),
  ),
  route(api.listArrays, async ({ query: { limit, cursor } }) => {
    const after = decodeCursor('arrays', cursor, { test: isDeviceId });
    const { arrays, nextCursor } = await listArrays({ limit, after });
    return { arrays, nextCursor: encodeCursor('arrays', nextCursor) };
  }),
  route(api.getArray, ({ params }) => getArray(params)),
];

/** A registration of the plant that this installation serves. */
function askedFile(
  params: { plantId: string },
  { file, mode, name, utcOffset, removeMissing }: RegistrationRequest,
): RegistrationFileInput {
  const plantId = servedPlant(params);
  const utcOffsetMinutes = utcOffset === undefined ? undefined : (parseUtcOffset(utcOffset) ?? undefined);
  return { plantId, file, mode, name, utcOffsetMinutes, removeMissing };
}
