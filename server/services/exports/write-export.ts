import { createHash } from 'node:crypto';
import { csvLine } from '#domain/csv.ts';
import { EXPORT_COLUMNS, type ExportRow } from '#domain/export-columns.ts';
import { type ExportFormat, matchesExport } from '#domain/exports.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import type { ExportedRun } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { fileOf, readManifest, readStoredFile } from '#server/gateways/manifest/manifest-file.ts';
import { exportParquet } from '#server/gateways/parquet/export-parquet.ts';
import { readGoldRows } from '#server/gateways/parquet/gold-rows.ts';
import type { ResolvedExport } from '#server/services/exports/resolve-export.ts';
import type { PublishedRun } from '#server/stores/published-runs.ts';

interface WriteOptions {
  format: ExportFormat;
  signal: AbortSignal;
  write: (bytes: Uint8Array) => Promise<void>;
}

/**
 * Writes an export day by day, and says what was written. One day of gold is in memory at a time. Throws `damaged_file`
 * that names the day whose gold is not what its run wrote, and `cancelled` when nobody waits for the file any more.
 */
export async function writeExport(resolved: ResolvedExport, { format, signal, write }: WriteOptions) {
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = 0;
  const counted = async (piece: Uint8Array) => {
    hash.update(piece);
    bytes += piece.length;
    await write(piece);
  };
  const file = format === 'csv' ? exportCsv(counted) : exportParquet(factsOf(resolved), counted);
  for (const run of resolved.published) {
    if (signal.aborted) throw new HeliographError('cancelled', 'the export was given up');
    const taken = await rowsOfDay(resolved, run);
    rows += taken.length;
    await file.add(taken);
  }
  await file.end();
  return { bytes, rows, sha256: hash.digest('hex') };
}

async function rowsOfDay({ plant, filter }: ResolvedExport, run: PublishedRun): Promise<ExportRow[]> {
  try {
    const manifest = await readManifest({ plantId: plant.id, day: run.day, runId: run.runId });
    const gold = fileOf(manifest, 'gold', null);
    const rows = await readGoldRows(await readStoredFile(gold), gold.key);
    const ofRun = runCells({
      dayBeginsAt: new Date(plantDayStartMs(run.day, plant.utcOffsetMinutes)).toISOString(),
      modelVersion: manifest.modelVersion,
      runId: run.runId,
    });
    return rows.flatMap((row) => {
      const { deviceId, verdict, fault, confidence } = row;
      const key = {
        deviceId: String(deviceId),
        verdict: String(verdict),
        fault: typeof fault === 'string' ? fault : null,
        confidence: typeof confidence === 'number' ? confidence : null,
      };
      return matchesExport(filter, key) ? [{ ...row, ...ofRun }] : [];
    });
  } catch (error) {
    if (!(error instanceof HeliographError)) throw error;
    throw new HeliographError(error.code, `the result of ${run.day} cannot be exported: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** The cells that are the same in all rows of a run. */
function runCells(run: ExportedRun): ExportRow {
  return Object.fromEntries(
    VERDICT_COLUMNS.flatMap((column) => (column.from === 'run' ? [[column.name, column.of(run)]] : [])),
  );
}

/** RFC 4180 in UTF-8, the names of the columns first. */
function exportCsv(write: (bytes: Uint8Array) => Promise<void>) {
  const names = EXPORT_COLUMNS.map(({ name }) => name);
  const encoder = new TextEncoder();
  let header = csvLine(names);
  const add = async (rows: readonly ExportRow[]) => {
    const lines = rows.map((row) => csvLine(names.map((name) => row[name] ?? null)));
    await write(encoder.encode(header + lines.join('')));
    header = '';
  };
  return { add, end: () => add([]) };
}

/** What the Parquet's own metadata says of it. */
function factsOf({ plant, filter, missing }: ResolvedExport): Record<string, string> {
  return {
    plant: plant.id,
    from: filter.from,
    to: filter.to,
    filter: JSON.stringify({
      verdicts: filter.verdicts,
      arrays: filter.arrays,
      minConfidence: filter.minConfidence,
    }),
    missingDays: missing.map(({ day }) => day).join(','),
  };
}
