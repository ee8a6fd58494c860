import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';
import { type RawRow, READING_COLUMNS, requireColumns } from './reading-rows.ts';

const READERS: Record<string, (file: string) => AsyncGenerator<RawRow>> = {
  '.csv': readCsv,
  '.ndjson': readNdjson,
  '.jsonl': readNdjson,
  '.parquet': readParquet,
};

/** The rows of a file of readings, by its ending: CSV, NDJSON or Parquet. */
export async function* readReadingsFile(file: string): AsyncGenerator<RawRow> {
  const reader = READERS[path.extname(file).toLowerCase()];
  if (!reader) {
    throw new HeliographError('invalid_input', `${file}: unknown kind of file, use ${Object.keys(READERS).join(', ')}`);
  }
  let rows = 0;
  try {
    await refuseFolder(file);
    for await (const row of reader(file)) {
      rows++;
      yield row;
    }
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new HeliographError('invalid_input', `${file}: ${why}`, { cause: error });
  }
  if (rows === 0) throw new HeliographError('invalid_input', `${file} holds no readings`);
}

async function refuseFolder(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    if ((await handle.stat()).isDirectory()) throw new HeliographError('invalid_input', `${file} is a folder`);
  } finally {
    await handle.close();
  }
}

async function* readCsv(file: string): AsyncGenerator<RawRow> {
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      columns: (header: string[]) => {
        requireColumns(header, file);
        return header;
      },
    }),
  );
  for await (const { record, info } of parser) yield { values: record, where: `${file} line ${info.lines}` };
}

async function* readNdjson(file: string): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    const where = `${file} line ${line}`;
    const values = parseObject(text, where);
    if (line === 1) requireColumns(Object.keys(values), file);
    yield { values, where };
  }
}

function parseObject(text: string, where: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new HeliographError('invalid_input', `${where}: not JSON (${messageOf(error)})`);
  }
  throw new HeliographError('invalid_input', `${where}: not a JSON object`);
}

async function* readParquet(file: string): AsyncGenerator<RawRow> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  requireColumns(
    parquetSchema(metadata).children.map((child) => child.element.name),
    file,
  );
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const options = { file: buffer, metadata, compressors, columns: [...READING_COLUMNS] };
    const rows = await parquetReadObjects({ ...options, rowStart: start, rowEnd: end });
    for (const [index, values] of rows.entries()) yield { values, where: `${file} row ${start + index + 1}` };
    start = end;
  }
}
