import { z } from 'zod';
import { goldColumnsOf, type VerdictColumn, type VerdictPart } from '#domain/verdict-column.ts';
import { shapeOf } from '#domain/verdict-shapes.ts';
import { cellOf, valueOfCell } from '#server/gateways/parquet/gold-cells.ts';

/** A verdict as gold has it. Where a figure of its energy or evidence is missing or none, as in older gold, it has none at all. */
export function goldVerdictSchema(columns: readonly VerdictColumn[]) {
  return z.object({
    ...shapeOf('verdict', columns),
    ...shapeOf('day', columns),
    probabilities: z.array(z.number()).nullable(),
    energy: z.object(shapeOf('energy', columns)).nullable().catch(null),
    evidence: z.object(shapeOf('evidence', columns)).nullable().catch(null),
  });
}

/** The cells of a row in their places. Throws `damaged_file` where one that is no evidence cannot be what it should. */
export function partsOfRow(row: Record<string, unknown>, columns: readonly VerdictColumn[], key: string) {
  const parts: Record<VerdictPart, Record<string, unknown>> = {
    day: {},
    verdict: {},
    probabilities: {},
    energy: {},
    evidence: {},
  };
  for (const column of goldColumnsOf(columns)) {
    const { place, type, name } = column;
    if (!place) continue;
    const isLenient = place.part === 'evidence' || type === 'profile';
    const stored = isLenient ? (row[name] ?? null) : cellOf(row, column, key);
    parts[place.part][place.key] = valueOfCell(column, stored);
  }
  const probabilities = Object.values(parts.probabilities);
  return {
    ...parts.verdict,
    ...parts.day,
    probabilities: probabilities.includes(null) ? null : probabilities,
    energy: parts.energy,
    evidence: parts.evidence,
  };
}
