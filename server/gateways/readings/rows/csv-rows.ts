import { pipeline, type Readable } from 'node:stream';
import { type InfoRecord, parse } from 'csv-parse';
import { type RawRow, requireColumns } from './reading-rows.ts';

const LONGEST_ROW_CHARACTERS = 1 << 16;

interface CsvRow {
  record: Record<string, string>;
  info: InfoRecord;
}

/**
 * CSV with a header line. A row of another length than the header's is a bad one, not the file's end. The parser gives a
 * row when the next one begins: the newest row of a stream that stays open waits for it.
 */
export async function* readCsv(input: Readable, name: string): AsyncGenerator<RawRow> {
  let columns = 0;
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW_CHARACTERS,
    info: true,
    columns: (header: string[]) => {
      requireColumns(header, name);
      columns = header.length;
      return header;
    },
  });
  // Unlike pipe, a pipeline ends the parser when the input fails: the loop below throws.
  pipeline(input, parser, () => undefined);
  for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
    const where = `${name} line ${info.lines}`;
    if (info.error) yield { where, problem: `has not ${columns} values as the header has` };
    else yield { where, values: record };
  }
}
