import type { ArrayList, ArrayView } from '#domain/results.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { listArrayPage } from '#server/stores/arrays.ts';

/** The arrays of the plant in the order of their deviceId, a page at a time. */
export async function listArrays(
  context: ServiceContext,
  input: { limit: number; after: string | undefined },
): Promise<ArrayList> {
  requireAction(context.principal, 'plant.read');
  const { limit, after } = input;
  const rows = await listArrayPage(context.db, context.plant.id, { take: limit + 1, after });
  const arrays = rows.slice(0, limit);
  return { arrays, nextCursor: rows.length > limit ? (arrays.at(-1)?.deviceId ?? null) : null };
}

/** One array: where it stands and its nameplate. */
export async function getArray(context: ServiceContext, { deviceId }: { deviceId: string }): Promise<ArrayView> {
  requireAction(context.principal, 'plant.read');
  return findArray(context, deviceId);
}
