import { z } from 'zod';
import type { ExportReceipt } from '#domain/exports.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { findReceiptRow } from '#server/stores/export-receipts.ts';

const inputSchema = z.object({ receiptId: z.uuid('expected a UUID') });

/** What became of somebody's own download: `not_found` until its file is ready, or has failed. */
export async function getReceipt(
  { db, principal }: InstallationContext,
  input: z.input<typeof inputSchema>,
): Promise<ExportReceipt> {
  requireAction(principal, 'exports.read');
  const { receiptId } = parseInput(inputSchema, input);
  const receipt = await findReceiptRow(db, receiptId, principal.id);
  if (!receipt) throw new HeliographError('not_found', `there is no receipt ${receiptId} yet, or no more`);
  return receipt;
}
