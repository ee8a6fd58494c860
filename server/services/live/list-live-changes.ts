import { z } from 'zod';
import type { LiveChangeView } from '#domain/live.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { changeViewOf } from '#server/services/live/live-views.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { CHANGES_PAGE, listChanges } from '#server/stores/live-changes.ts';

const inputSchema = z.object({
  limit: z.number().int().min(1).max(CHANGES_PAGE),
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'not the id of a change')
    .optional(),
});

/** A page of what changed, oldest first. */
export async function listLiveChanges(
  { db, plant, principal }: ServiceContext,
  input: z.input<typeof inputSchema>,
): Promise<{ changes: LiveChangeView[]; nextCursor: string | null }> {
  requireAction(principal, 'plant.read');
  const { limit, after } = parseInput(inputSchema, input);
  const rows = await listChanges(db, plant.id, { after: BigInt(after ?? '0'), take: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { changes: page.map(changeViewOf), nextCursor: last?.id.toString() ?? null };
}
