import type { z } from 'zod';
import { EXPORT_COLUMNS } from '#domain/export-columns.ts';
import { type ExportedFile, type ExportPreview, exportQuerySchema } from '#domain/exports.ts';
import { requireAction } from '#server/auth/principal.ts';
import { fileOf, findManifest } from '#server/gateways/manifest/manifest-file.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveExport, takesEverything } from '#server/services/exports/resolve-export.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { countExportedVerdicts } from '#server/stores/exported-verdicts.ts';

// Measured on simulated days; the footer and the header are the fixed part.
const PARQUET_BYTES = { fixed: 6000, aRow: 60 };
const CSV_BYTES = { fixed: 400, aRow: 250 };

/** What a file of the query will hold: days, rows, columns, and about how large it is. Nothing of gold is read. */
export async function previewExport(
  context: ServiceContext,
  input: z.input<typeof exportQuerySchema>,
): Promise<ExportPreview> {
  requireAction(context.principal, 'exports.read');
  const { plant, filter, published, missing } = await resolveExport(context, parseInput(exportQuerySchema, input));
  const runIds = published.map(({ runId }) => runId);
  const rows = await countExportedVerdicts(context.db, runIds, filter);
  const [only] = published;
  const whole = only && filter.from === filter.to && takesEverything(filter);
  return {
    plantId: plant.id,
    from: filter.from,
    to: filter.to,
    days: published.length,
    missing,
    rows,
    estimatedBytes: { parquet: estimate(PARQUET_BYTES, rows), csv: estimate(CSV_BYTES, rows) },
    columns: [...EXPORT_COLUMNS],
    goldFile: whole ? await goldFileOf(plant.id, only) : null,
  };
}

const estimate = ({ fixed, aRow }: typeof CSV_BYTES, rows: number) => fixed + aRow * rows;

async function goldFileOf(plantId: string, run: { day: string; runId: string }): Promise<ExportedFile | null> {
  const manifest = await findManifest({ plantId, ...run });
  if (!manifest) return null;
  const { bytes, rows, sha256 } = fileOf(manifest, 'gold', null);
  return { fileName: `heliograph-${plantId}-${run.day}.parquet`, bytes, rows, sha256 };
}
