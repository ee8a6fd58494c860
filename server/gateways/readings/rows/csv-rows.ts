import { pipeline, type Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError } from '#server/errors.ts';
import { layoutOf, placedLayout, rowsOf } from '#server/gateways/readings/mapping/layout.ts';
import { proposalFor, type SampledFile } from '#server/gateways/readings/mapping/propose-map.ts';
import type { RawRow } from './reading-rows.ts';
import { boundedLines, LONGEST_LINE_BYTES, lineOf } from './text-lines.ts';

/** What stands between the values: the one by which the header falls into most columns. */
const DELIMITERS = [',', ';', '\t'] as const;
/** What a proposal of columns looks at: files begin with nights, whose zeros tell neither a decimal comma nor a unit. */
const SAMPLED_ROWS = 20_000;
const SAMPLED_CHARACTERS = 1 << 23;

interface CsvRow {
  record: string[];
  info: InfoRecord;
}

/**
 * CSV with a header line, its values parted by commas, semicolons or tabs. A row of another length than the header's is a
 * bad one, not the file's end. A file whose columns are not those sought is refused with what it looks like. The parser gives
 * a row when the next one begins: the newest row of a stream that stays open waits for it.
 */
export async function* readCsv(input: Readable, name: string, map: ColumnMap | null): AsyncGenerator<RawRow> {
  const headerLine = map?.headerLine ?? 1;
  const dataLine = map?.dataLine ?? headerLine + 1;
  const { line, chunks } = await lineOf(input, headerLine);
  const delimiter = map?.delimiter ?? delimiterOf(line);
  const parser = parse({
    bom: true,
    delimiter,
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
  let read: ReturnType<typeof rowReader> | undefined;
  try {
    const rows = (parser as AsyncIterable<CsvRow>)[Symbol.asyncIterator]();
    for (let next = await rows.next(); !next.done; next = await rows.next()) {
      const { record, info } = next.value;
      if (!header || !read) {
        // Empty lines before a header are passed over.
        if (info.lines < headerLine) continue;
        header = record;
        try {
          read = rowReader(map, header, name);
        } catch (error) {
          if (map !== null || !(error instanceof HeliographError)) throw error;
          throw refusedWith(error, { delimiter, records: [header, ...(await sampled(rows))] }, name);
        }
        continue;
      }
      if (info.lines < dataLine) continue;
      const where = `${name} line ${info.lines}`;
      if (record.length !== header.length)
        yield { where, problem: `has not ${header.length} values as the header has` };
      else yield* read(where, record);
    }
  } catch (error) {
    if (!(error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE')) throw error;
    const advice = 'is there a quote that does not end?';
    throw new Error(`line ${error.lines}: a row of more than ${LONGEST_LINE_BYTES} characters; ${advice}`);
  }
}

/** Makes rows of records by the places of their columns. */
function rowReader(map: ColumnMap | null, header: readonly string[], name: string) {
  const layout = placedLayout(layoutOf(map, header, name), (column) => header.indexOf(column));
  return (where: string, record: readonly string[]) => rowsOf(layout, where, (place) => record[place]);
}

async function sampled(rows: AsyncIterator<CsvRow>): Promise<string[][]> {
  const records: string[][] = [];
  let characters = 0;
  while (records.length < SAMPLED_ROWS && characters < SAMPLED_CHARACTERS) {
    const { value, done } = await rows.next();
    if (done) break;
    records.push(value.record);
    characters += value.record.reduce((sum: number, cell: string) => sum + cell.length, 0);
  }
  return records;
}

function refusedWith(refusal: HeliographError, found: SampledFile, name: string): HeliographError {
  const proposal = proposalFor(found, name);
  return new HeliographError(refusal.code, proposal === null ? refusal.message : `${refusal.message}; it ${proposal}`);
}

function delimiterOf(header: string): string {
  const columns = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (columns(delimiter) > columns(best) ? delimiter : best));
}
