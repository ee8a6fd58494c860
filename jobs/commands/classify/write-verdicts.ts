import { rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type CsvCell, csvLine } from '#domain/csv.ts';
import { goldColumnsOf } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { type DayVerdict, encodeGold } from '#server/gateways/parquet/gold-file.ts';

/** Writes the verdicts by the file's ending; the file appears only when it is whole. */
export async function writeVerdicts(file: string, verdicts: readonly DayVerdict[], modelVersion: string) {
  const temporary = `${file}.part`;
  try {
    await writeFile(temporary, encode(file, verdicts, modelVersion));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new HeliographError('storage', `cannot write ${file}: ${whyNotWritten(error)}`, { cause: error });
  }
}

function encode(file: string, verdicts: readonly DayVerdict[], modelVersion: string): string | Uint8Array {
  if (file.toLowerCase().endsWith('.parquet')) return encodeGold(verdicts, modelVersion);
  const records = verdicts.map(flatRecord);
  if (file.toLowerCase().endsWith('.json')) return `${JSON.stringify(records, null, 2)}\n`;
  const names = RECORD_COLUMNS.map(({ name }) => name);
  return csvLine(names) + records.map((record) => csvLine(names.map((name) => record[name] ?? null))).join('');
}

const cell = z.union([z.string(), z.number(), z.null()]);

/** What a verdict could not look for, and why, goes with it wherever it goes. */
const OWN_COLUMNS = ['interval_s', 'not_looked_for', 'temperature_from'];
/** All columns of an export that gold has, but for the reason's words: those are in the table on the screen. */
const RECORD_COLUMNS = goldColumnsOf(VERDICT_COLUMNS).filter(
  ({ name, exported }) => (exported && name !== 'detail') || OWN_COLUMNS.includes(name),
);

/** A verdict with the same names as the columns of gold. */
export function flatRecord(verdict: DayVerdict): Record<string, CsvCell> {
  return Object.fromEntries(
    RECORD_COLUMNS.map(({ name, none, of }) => [name, cell.parse(cellOf(of(verdict)) ?? none ?? null)]),
  );
}

/** Names have commas between them, as in gold. */
function cellOf(value: unknown): unknown {
  return Array.isArray(value) ? value.join(',') : value;
}
