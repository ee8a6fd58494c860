import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { EXPORT_COLUMN_TYPES } from '#domain/export-columns.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { DAY_MS, plantDaySchema } from '#domain/plant-day.ts';

// Contracts of /api/v1/exports: which verdicts a file holds, what it will hold, and what a delivered one held.

export const MAX_EXPORT_DAYS = 366;
const MAX_ARRAY_PATTERNS = 200;

export const EXPORT_FORMATS = ['parquet', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a file can be narrowed to. An array that was off alone is among those without a verdict, and also by itself. */
export const EXPORT_VERDICTS = [...CONDITIONS, 'converter_off', 'no_verdict'] as const;
export type ExportVerdict = (typeof EXPORT_VERDICTS)[number];

const words = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');

/** `verdicts=arc_fault,no_verdict`, or `faults` for all that cases are about. */
const verdictListSchema = z
  .string()
  .transform((text) => words(text).flatMap((word) => (word === 'faults' ? [...FAULT_KINDS] : [word])))
  .pipe(z.array(z.enum(EXPORT_VERDICTS, `expected "faults" or any of ${EXPORT_VERDICTS.join(', ')}, with commas`)))
  .transform((verdicts) => [...new Set(verdicts)]);

/** `arrays=DEMO000001,DEMO01*`, in any case: ids, or how ids begin with a star behind; ids with commas or spaces cannot be asked for. */
const arrayListSchema = z
  .string()
  .transform((text) => [...new Set(words(text))])
  .pipe(
    z
      .array(z.string().regex(/^(?!\*)[^*]{1,64}\*?$/, 'expected ids of arrays, or their beginnings with * behind'))
      .max(MAX_ARRAY_PATTERNS, `at most ${MAX_ARRAY_PATTERNS} ids or beginnings`),
  );

const filterShape = {
  /** First and last plant day; without them the latest published one. */
  from: plantDaySchema.optional(),
  to: plantDaySchema.optional(),
  verdicts: verdictListSchema.optional(),
  arrays: arrayListSchema.optional(),
  /** Least confidence; an array-day that the network was not asked about has none, and is left out. */
  minConfidence: z.coerce.number<number | string>('expected a number from 0 to 1').min(0).max(1).optional(),
};

export const exportQuerySchema = z.object(filterShape);

/** As a program or a page says it. */
export type ExportQuery = z.input<typeof exportQuerySchema>;

export const exportFileQuerySchema = z.object({
  ...filterShape,
  format: z.enum(EXPORT_FORMATS, `expected ${EXPORT_FORMATS.join(' or ')}`).default('parquet'),
  /** A UUID of the caller's making: what was delivered can be asked for under it. */
  receipt: z.uuid('expected a UUID').optional(),
});

/** Which array-days an export holds. An empty list, or null, does not narrow. */
export interface ExportFilter {
  from: string;
  to: string;
  verdicts: readonly ExportVerdict[];
  arrays: readonly string[];
  minConfidence: number | null;
}

/** Number of plant days from `from` to `to`, both included; 0 or less when they are the wrong way round. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

/** True for the array-days of the filter; the days themselves are not looked at. */
export function matchesExport(
  { verdicts, arrays, minConfidence }: ExportFilter,
  row: { deviceId: string; verdict: string; fault: string | null; confidence: number | null },
): boolean {
  if (verdicts.length > 0 && !verdicts.some((name) => name === row.verdict || name === row.fault)) return false;
  if (minConfidence !== null && (row.confidence === null || row.confidence < minConfidence)) return false;
  if (arrays.length === 0) return true;
  const deviceId = row.deviceId.toUpperCase();
  return arrays.some((pattern) => {
    const begin = pattern.toUpperCase();
    return begin.endsWith('*') ? deviceId.startsWith(begin.slice(0, -1)) : deviceId === begin;
  });
}

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file as it was delivered, or will be. */
export const exportedFileSchema = z.object({ fileName: z.string(), bytes: count, rows: count, sha256 });
export type ExportedFile = z.infer<typeof exportedFileSchema>;

export const exportPreviewSchema = z.object({
  plantId: z.string(),
  from: plantDaySchema,
  to: plantDaySchema,
  /** Days with a published result, and those that the file will not have, with the reason. */
  days: count,
  missing: z.array(z.object({ day: plantDaySchema, reason: z.enum(['no_result', 'removed']) })),
  rows: count,
  estimatedBytes: z.object({ parquet: count, csv: count }),
  columns: z.array(
    z.object({ name: z.string(), type: z.enum(EXPORT_COLUMN_TYPES), nullable: z.boolean(), meaning: z.string() }),
  ),
  /** Of a single day without a filter: the very file that its run wrote (/api/v1/plant-days/{day}/gold). */
  goldFile: exportedFileSchema.nullable(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;

/** What became of a download: the file that was delivered, or why there is none. */
export const exportReceiptSchema = z.object({
  id: z.uuid(),
  file: exportedFileSchema.nullable(),
  error: z.string().nullable(),
});
export type ExportReceipt = z.infer<typeof exportReceiptSchema>;
