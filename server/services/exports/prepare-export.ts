import type { z } from 'zod';
import { type ExportedFile, type ExportFormat, exportFileQuerySchema } from '#domain/exports.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openUnnamedFile, type UnnamedFile } from '#server/gateways/temporary/unnamed-file.ts';
import { log } from '#server/log.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { takeExportSlot } from '#server/services/exports/export-slots.ts';
import { type ResolvedExport, resolveExport, takesEverything } from '#server/services/exports/resolve-export.ts';
import { writeExport } from '#server/services/exports/write-export.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { insertReceipt } from '#server/stores/export-receipts.ts';

export interface PreparedExport {
  file: ExportedFile;
  contentType: string;
  read: UnnamedFile['read'];
  /** Gives back the file's space; whoever prepares an export calls it on every end. */
  close: () => Promise<void>;
}

const CONTENT_TYPES = { parquet: 'application/vnd.apache.parquet', csv: 'text/csv; charset=utf-8; header=present' };

/**
 * The file of an export, whole, so that its size, rows and SHA-256 are known before its first byte is sent and a failure is
 * an error, never half a file. With a `receipt` these facts, or the error, can be asked for afterwards.
 */
export async function prepareExport(
  context: ServiceContext,
  input: z.input<typeof exportFileQuerySchema>,
  signal: AbortSignal,
): Promise<PreparedExport> {
  requireAction(context.principal, 'exports.read');
  const { format, receipt, ...query } = parseInput(exportFileQuerySchema, input);
  try {
    const resolved = await resolveExport(context, query);
    const prepared = await writeTemporary(resolved, format, signal);
    if (receipt !== undefined) await recordReceipt(context, receipt, prepared);
    return prepared;
  } catch (error) {
    if (receipt !== undefined) await recordFailure(context, receipt, error);
    throw error;
  }
}

async function writeTemporary(
  resolved: ResolvedExport,
  format: ExportFormat,
  signal: AbortSignal,
): Promise<PreparedExport> {
  const { from, to } = resolved.filter;
  if (resolved.published.length === 0) {
    const message =
      from === to ? `${from} has no published result` : `no day from ${from} to ${to} has a published result`;
    throw new HeliographError('no_data', message);
  }
  const release = takeExportSlot();
  const temporary = await openUnnamedFile().catch((error: unknown) => {
    release();
    throw error;
  });
  const close = async () => {
    release();
    await temporary.close();
  };
  try {
    const facts = await writeExport(resolved, { format, signal, write: temporary.write });
    const file = { fileName: fileNameOf(resolved, format), ...facts };
    return { file, contentType: CONTENT_TYPES[format], read: temporary.read, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function fileNameOf({ plant, filter }: ResolvedExport, format: ExportFormat): string {
  const days = filter.from === filter.to ? filter.from : `${filter.from}_${filter.to}`;
  return `heliograph-${plant.id}-verdicts-${days}${takesEverything(filter) ? '' : '-selected'}.${format}`;
}

async function recordReceipt(
  { db, principal }: ServiceContext,
  id: string,
  { file, close }: PreparedExport,
): Promise<void> {
  try {
    if (await insertReceipt(db, { id, actorId: principal.id, file })) return;
    throw new HeliographError('conflict', `receipt: ${id} was used before, make a new one for every download`);
  } catch (error) {
    await close();
    throw error;
  }
}

async function recordFailure({ db, principal }: ServiceContext, id: string, error: unknown): Promise<void> {
  const reason = error instanceof HeliographError ? error.message : 'something went wrong on the server';
  // Where even this cannot be kept, the error itself is what the caller has to hear of.
  await insertReceipt(db, { id, actorId: principal.id, error: reason }).catch((problem: unknown) => {
    log.warn({ err: problem, receipt: id }, 'export receipt not stored');
  });
}
