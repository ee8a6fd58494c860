import type { ExportColumn } from '#domain/export-columns.ts';
import { type GoldColumn, goldColumnsOf, type VerdictColumn } from '#domain/verdict-column.ts';

// The tables of columns in gold-schema.md and export-schema.md: tests hold the documents equal to them, and write them anew
// with `vitest run tests/unit/parquet/column-documents.test.ts --update`.

const EXPORT_TYPES: Record<ExportColumn['type'], string> = {
  string: 'string (UTF-8) | STRING',
  date: 'date | DATE',
  timestamp: 'timestamp (ms, UTC) | TIMESTAMP',
  double: 'double | DOUBLE',
};

const GOLD_TYPES: Record<GoldColumn['type'], string> = {
  string: 'string',
  date: 'string, YYYY-MM-DD',
  timestamp: 'string',
  double: 'double',
  names: 'string, commas between',
  profile: 'binary',
};

/** The columns of an export, in Markdown. */
export function exportTable(columns: readonly ExportColumn[]): string {
  return table(
    'column | Parquet | Spark, pandas with pyarrow | empty | meaning',
    columns.map(({ name, type, nullable, meaning }) => [`\`${name}\``, EXPORT_TYPES[type], empty(nullable), meaning]),
  );
}

/** The columns of gold, in Markdown. */
export function goldTable(columns: readonly VerdictColumn[]): string {
  return table(
    'column | Parquet | unit | empty | meaning',
    goldColumnsOf(columns).map(({ name, type, unit, nullable, meaning }) => [
      `\`${name}\``,
      GOLD_TYPES[type],
      unit ?? '',
      empty(nullable),
      meaning,
    ]),
  );
}

const empty = (nullable: boolean) => (nullable ? 'may be' : 'never');

function table(head: string, rows: readonly string[][]): string {
  const lines = [head, head.replaceAll(/[^|]+/g, '---'), ...rows.map((cells) => cells.join(' | '))];
  return lines.map((line) => (line.startsWith('---') ? `|${line}|` : `| ${line} |`)).join('\n');
}
