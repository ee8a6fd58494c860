import { z } from 'zod';
import { type FaultList, faultListRequestSchema } from '#domain/faults.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { faultViewOf } from '#server/services/faults/fault-view.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { tariffOf, todayOf } from '#server/services/plants/today-and-tariff.ts';
import { countFaultRows, listFaultRows } from '#server/stores/fault-rows.ts';

const cursorSchema = z.object({ by: z.string(), key: z.string(), id: z.uuid() });

/** Faults of the plant by a filter, in an order that pages follow whatever happens between two of them. */
export async function listFaults(
  context: ServiceContext,
  input: z.input<typeof faultListRequestSchema>,
): Promise<FaultList> {
  requireAction(context.principal, 'faults.read');
  const { cursor, sort, order, limit, ...filter } = parseInput(faultListRequestSchema, input);
  const { db, plant } = context;
  const today = todayOf(context);
  const by = `${sort} ${order}`;
  const after = cursor === undefined ? undefined : readCursor(cursor, by);
  const scope = { plantId: plant.id, today, filter };
  const [rows, total] = await Promise.all([
    listFaultRows(db, { ...scope, sort, order, limit: limit + 1, ...(after ? { after } : {}) }),
    countFaultRows(db, scope),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  const nextCursor = more ? writeCursor({ by, key: last.key, id: last.id }) : null;
  return {
    plant: plantViewOf(plant),
    today,
    tariff: tariffOf(context),
    total,
    faults: page.map(faultViewOf),
    nextCursor,
  };
}

function writeCursor(cursor: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Throws `invalid_input` for a cursor that no page of this order gave. */
function readCursor(text: string, by: string): z.infer<typeof cursorSchema> {
  const parsed = cursorSchema.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success && parsed.data.by === by) return parsed.data;
  throw new HeliographError('invalid_input', 'cursor: not one of this order; begin at the first page');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
