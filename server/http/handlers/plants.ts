import * as api from '#domain/api/plants.ts';
import { isDeviceId } from '#domain/device-id.ts';
import type { RegistrationRequest } from '#domain/registration.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import { download } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { getArray, listArrays } from '#server/services/arrays/list-arrays.ts';
import { exportPlant } from '#server/services/plants/export-plant.ts';
import { getPlant, listPlants } from '#server/services/plants/get-plant.ts';
import { listPlantOverviews } from '#server/services/plants/list-plant-overviews.ts';
import { changePlantSettings, getPlantSettings } from '#server/services/plants/plant-settings.ts';
import { previewFile, type RegistrationFileInput, registerFile } from '#server/services/plants/register-file.ts';

export const plants = [
  route(api.listPlants, async ({ context }) => ({ plants: await listPlants(context), nextCursor: null })),
  route(api.getPlantOverviews, async ({ context }) => ({ plants: await listPlantOverviews(context) })),
  route(api.getPlant, ({ context, params }) => getPlant(context, params)),
  route(api.getPlantSettings, ({ context }) => getPlantSettings(context)),
  route(api.changePlantSettings, ({ context, body }) => changePlantSettings(context, body)),
  route(api.exportPlant, async ({ context, params }) => {
    const { text } = await exportPlant(context, { format: 'csv' });
    return download(`${params.plantId}.csv`, 'text/csv; charset=utf-8', new TextEncoder().encode(text));
  }),
  route(api.previewRegistration, ({ context, params, body }) => previewFile(context, askedFile(params, body))),
  route(api.applyRegistration, ({ context, params, body }) => registerFile(context, askedFile(params, body))),
  route(api.listArrays, async ({ context, query: { limit, cursor } }) => {
    const after = decodeCursor('arrays', cursor, { test: isDeviceId });
    const { arrays, nextCursor } = await listArrays(context, { limit, after });
    return { arrays, nextCursor: encodeCursor('arrays', nextCursor) };
  }),
  route(api.getArray, ({ context, params }) => getArray(context, params)),
];

function askedFile(
  { plantId }: { plantId: string },
  { file, mode, name, utcOffset, removeMissing }: RegistrationRequest,
): RegistrationFileInput {
  const utcOffsetMinutes = utcOffset === undefined ? undefined : (parseUtcOffset(utcOffset) ?? undefined);
  return { plantId, file, mode, name, utcOffsetMinutes, removeMissing };
}
