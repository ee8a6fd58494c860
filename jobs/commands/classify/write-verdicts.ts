import { rename, rm, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { mostProbable } from '#server/domain/verdict.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { type DayVerdict, ENERGY_COLUMNS, encodeGold, probabilityColumn } from '#server/gateways/parquet/gold-file.ts';

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
  // Device names come from outside: a cell must never become a formula in somebody's spreadsheet.
  return stringify(records, { header: true, escape_formulas: true });
}

/** A verdict with the same names as the columns of gold. */
export function flatRecord(verdict: DayVerdict) {
  const { deviceId, day, condition, reason, confidence, probabilities, coverage, energy } = verdict;
  return {
    deviceId,
    day,
    verdict: condition ?? 'no_verdict',
    reason,
    condition: probabilities ? mostProbable(probabilities).condition : null,
    confidence,
    ...Object.fromEntries(CONDITIONS.map((name, index) => [probabilityColumn(name), probabilities?.[index] ?? null])),
    coverage,
    ...Object.fromEntries(Object.entries(ENERGY_COLUMNS).map(([name, key]) => [name, energy?.[key] ?? null])),
  };
}
