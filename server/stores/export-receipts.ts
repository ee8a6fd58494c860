import type { ExportedFile, ExportReceipt } from '#domain/exports.ts';
import { DAY_MS } from '#domain/plant-day.ts';
import type { Database } from '#server/stores/database.ts';

type NewReceipt = { id: string; actorId: string; file: ExportedFile } | { id: string; actorId: string; error: string };

/** Keeps what became of a download. False, and nothing changed, when the id was used before. Old ones go on the way. */
export async function insertReceipt(db: Database, receipt: NewReceipt): Promise<boolean> {
  await db.exportReceipt.deleteMany({ where: { at: { lt: new Date(Date.now() - DAY_MS) } } });
  const { id, actorId } = receipt;
  const outcome = 'file' in receipt ? receipt.file : { error: receipt.error };
  const { count } = await db.exportReceipt.createMany({ data: [{ id, actorId, ...outcome }], skipDuplicates: true });
  return count > 0;
}

/** The receipt of somebody's own download, or null. */
export async function findReceiptRow(db: Database, id: string, actorId: string): Promise<ExportReceipt | null> {
  const row = await db.exportReceipt.findFirst({ where: { id, actorId } });
  if (!row) return null;
  const { fileName, bytes, rows, sha256, error } = row;
  const file =
    fileName === null || bytes === null || rows === null || sha256 === null
      ? null
      : { fileName, bytes: Number(bytes), rows: Number(rows), sha256 };
  return { id, file, error };
}
