import { z } from 'zod';
import { type Energy, energySchema } from '#domain/energy.ts';
import type { ResultView } from '#domain/results.ts';
import { goldColumnsOf, type VerdictColumn, type VerdictPart } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { type VerdictEvidence, verdictEvidenceSchema } from '#domain/verdict-evidence.ts';
import { type ApiFields, apiColumnsOf, RESULT_PARTS, shapeOf } from '#domain/verdict-shapes.ts';
import type { VerdictRow } from '#server/stores/verdicts.ts';

/** A verdict of a day's published result as the API shows it. */
export function resultViewOf(
  row: VerdictRow,
  day: string,
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): ResultView {
  return { deviceId: row.deviceId, day, runId: row.runId, ...apiFieldsOf(row, RESULT_PARTS, columns) };
}

/** The same without its energy, and with what it rests on. */
export function judgedViewOf(row: VerdictRow, columns: readonly VerdictColumn[] = VERDICT_COLUMNS) {
  return {
    ...apiFieldsOf(row, ['verdict', 'probabilities'], columns),
    evidence: evidenceOf(row.evidence, z.object(shapeOf('evidence', columns))),
  };
}

/** What a verdict of the index rests on; null where its release did not keep it. */
export function evidenceOf(
  stored: unknown,
  schema: z.ZodType<VerdictEvidence> = verdictEvidenceSchema,
): VerdictEvidence | null {
  return schema.nullish().catch(null).parse(stored) ?? null;
}

/** The energy beside a verdict: all of its figures, or none. */
export function energyOf(row: VerdictRow): Energy | null {
  const figures = goldColumnsOf(VERDICT_COLUMNS).flatMap(({ place, index }) =>
    place?.part === 'energy' && index ? [[place.key, Reflect.get(row, index.field)]] : [],
  );
  return energySchema.nullable().catch(null).parse(Object.fromEntries(figures));
}

function apiFieldsOf<Part extends VerdictPart>(
  row: VerdictRow,
  parts: readonly Part[],
  columns: readonly VerdictColumn[],
): ApiFields<Part> {
  const shown = apiColumnsOf(parts, columns).map(({ index: { field } }) => [
    field,
    shownValue(Reflect.get(row, field)),
  ]);
  // The row has what the table says of it, as the database was migrated by it.
  return Object.fromEntries(shown) as ApiFields<Part>;
}

/** The index has no list that is null: one that is empty says so. */
const shownValue = (value: unknown) => (Array.isArray(value) && value.length === 0 ? null : value);
