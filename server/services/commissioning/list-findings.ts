import { z } from 'zod';
import { FINDING_STATES, type FindingList } from '#domain/commissioning.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findingViewOf } from '#server/services/commissioning/finding-view.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { countFindings, findCheck, listFindingRows } from '#server/stores/commissioning.ts';

const inputSchema = z.object({
  state: z.enum(FINDING_STATES).optional(),
  cursor: z.uuid('expected a nextCursor').optional(),
  limit: z.number().int().min(1).max(200).default(100),
});

/** The plant's findings, of one state or of all, in the order in which they first came up; and when it was last checked. */
export async function listFindings(context: ServiceContext, input: z.input<typeof inputSchema>): Promise<FindingList> {
  const { plant, principal, db } = context;
  requireAction(principal, 'plant.read');
  const { state, cursor, limit } = parseInput(inputSchema, input);
  const states = state === undefined ? FINDING_STATES : [state];
  const rows = await listFindingRows(db, plant.id, { states, take: limit + 1, after: cursor });
  const page = rows.slice(0, limit);
  const [check, counts] = await Promise.all([findCheck(db, plant.id), countFindings(db, plant.id)]);
  return {
    plant: plantViewOf(plant),
    lastCheck: check && { ...check, at: check.at.toISOString() },
    counts: {
      open: counts.get('open') ?? 0,
      applied: counts.get('applied') ?? 0,
      ignored: counts.get('ignored') ?? 0,
      gone: counts.get('gone') ?? 0,
    },
    findings: page.map(findingViewOf),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
