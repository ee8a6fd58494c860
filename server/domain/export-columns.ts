import type { VerdictColumn } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';

export const EXPORT_COLUMN_TYPES = ['string', 'date', 'timestamp', 'double'] as const;

/** A column of an exported file. */
export interface ExportColumn {
  name: string;
  type: (typeof EXPORT_COLUMN_TYPES)[number];
  nullable: boolean;
  meaning: string;
}

/** Version of the columns below. A column that goes or changes its meaning makes a new one; one more at the end does not. */
export const EXPORT_SCHEMA_VERSION = 1;

/** The columns of an export; names with commas between are text. */
export function exportColumnsOf(columns: readonly VerdictColumn[]): ExportColumn[] {
  return columns
    .filter(({ exported }) => exported)
    .map(({ name, type, nullable, meaning, unit }) => ({
      name,
      type: EXPORT_COLUMN_TYPES.find((known) => known === type) ?? 'string',
      nullable,
      meaning: unit === null ? meaning : `${meaning}, ${unit}`,
    }));
}

/** The columns of every export, whatever version of gold a day was written in. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = exportColumnsOf(VERDICT_COLUMNS);

/** A row of an export: strings, numbers and null; a day is YYYY-MM-DD, an instant ISO 8601 in UTC. */
export type ExportRow = Record<string, string | number | null>;
