import { pipeline, type Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { READING_COLUMNS, requireColumns } from './columns.ts';
import type { RawRow } from './reading-rows.ts';
import { boundedLines, firstLineOf, LONGEST_LINE_BYTES } from './text-lines.ts';

/** What stands between the values: the one by which the header falls into most columns. */
const DELIMITERS = [',', ';', '\t'] as const;

interface CsvRow {
  record: string[];
  info: InfoRecord;
}

/**
 * CSV with a header line, its values parted by commas, semicolons or tabs. A row of another length than the header's is a
 * bad one, not the file's end. The parser gives a row when the next one begins: the newest row of a stream that stays
 * open waits for it.
 */
export async function* readCsv(input: Readable, name: string): AsyncGenerator<RawRow> {
  const { line, chunks } = await firstLineOf(input);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(line),
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_LINE_BYTES,
    info: true,
  });
  // Unlike pipe, a pipeline ends the parser when the input fails: the loop below throws.
  pipeline(boundedLines(chunks), parser, () => undefined);
  let header: string[] | undefined;
  let places: number[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      if (!header) {
        header = record;
        requireColumns(header, name);
        places = READING_COLUMNS.map((column) => record.indexOf(column));
        continue;
      }
      const where = `${name} line ${info.lines}`;
      if (record.length !== header.length)
        yield { where, problem: `has not ${header.length} values as the header has` };
      else yield { where, values: valuesAt(record, places) };
    }
  } catch (error) {
    if (!(error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE')) throw error;
    const advice = 'is there a quote that does not end?';
    throw new Error(`line ${error.lines}: a row of more than ${LONGEST_LINE_BYTES} characters; ${advice}`);
  }
}

function delimiterOf(header: string): string {
  const columns = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (columns(delimiter) > columns(best) ? delimiter : best));
}

function valuesAt(record: readonly string[], places: readonly number[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  READING_COLUMNS.forEach((column, index) => {
    values[column] = record[places[index] ?? -1];
  });
  return values;
}
