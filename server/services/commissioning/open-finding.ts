import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { type FindingRow, findFindingRow, lockCommissioning } from '#server/stores/commissioning.ts';
import type { Database } from '#server/stores/database.ts';

const inputSchema = z.object({ findingId: z.uuid('expected the id of a finding') });

/** A finding that is still to be decided, held until the transaction ends. Throws `not_found`, or `conflict` when it is not open. */
export async function openFinding(db: Database, plantId: string, input: { findingId: string }): Promise<FindingRow> {
  const { findingId } = parseInput(inputSchema, input);
  await lockCommissioning(db, plantId);
  const row = await findFindingRow(db, plantId, findingId);
  if (!row) throw new HeliographError('not_found', `plant "${plantId}" has no finding ${findingId}`);
  if (row.state === 'open') return row;
  const who = row.decidedBy ? ` by ${row.decidedBy}` : '';
  throw new HeliographError(
    'conflict',
    `this finding is ${row.state}${who} already: check again if it should come back`,
  );
}
