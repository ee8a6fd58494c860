import { type ColumnMetaData, type DecodedArray, type FileMetaData, parquetRead } from 'hyparquet';
import { HeliographError, messageOf } from '#server/errors.ts';
import { type ChunkPage, chunkPages } from './chunk-pages.ts';
import { checkPage } from './page-check.ts';
import { type ParquetColumn, TIME_PARSERS } from './parquet-columns.ts';
import type { ParquetFile } from './parquet-file.ts';

/** Where the pages lie in what the library is given: it takes an offset of 0 for none. */
const FIRST_OFFSET = 4;

/**
 * The values of a column in a row group, a page at a time: the library decodes each by itself, so that no more of a file
 * is held than a page of each column. Throws an Error that names the column.
 */
export async function* columnValues(
  file: ParquetFile,
  column: ParquetColumn,
  chunk: ColumnMetaData,
  rows: number,
): AsyncGenerator<ArrayLike<unknown>> {
  let dictionary: ChunkPage | null = null;
  let read = 0;
  try {
    for await (const page of chunkPages(file, chunk)) {
      if (page.kind === 'dictionary') {
        dictionary = page;
        continue;
      }
      const { values } = page.page;
      read += values;
      if (read > rows) break;
      if (dictionary === null && page.page.encoding.endsWith('_DICTIONARY')) throw new Error('a dictionary is missing');
      checkPage(page.page, column.element.repetition_type === 'REQUIRED' ? 0 : 1);
      const decoded = await decodePage(column, chunk, dictionary, page);
      if (decoded.length !== values) throw new Error(`a page has ${decoded.length} values, not ${values}`);
      yield decoded;
    }
    if (read !== rows) throw new Error(`it has ${read > rows ? 'more' : read} values for ${rows} rows`);
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    throw new Error(`column ${column.name} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Gives the library a file of this one page, and of the dictionary that it looks up. */
async function decodePage(
  { element }: ParquetColumn,
  chunk: ColumnMetaData,
  dictionary: ChunkPage | null,
  page: ChunkPage,
): Promise<ArrayLike<unknown>> {
  const pages = dictionary ? [dictionary, page] : [page];
  const bytes = Buffer.concat(pages.map(({ raw }) => raw));
  const unpacked = pages.map((each) => each.unpacked);
  const rows = BigInt(page.page.values);
  const { dictionary_page_offset: _, statistics: __, ...facts } = chunk;
  const meta_data: ColumnMetaData = {
    ...facts,
    path_in_schema: [element.name],
    num_values: rows,
    total_compressed_size: BigInt(bytes.length),
    data_page_offset: BigInt(FIRST_OFFSET),
  };
  const metadata: FileMetaData = {
    version: 2,
    schema: [{ name: 'page', num_children: 1 }, element],
    num_rows: rows,
    row_groups: [{ columns: [{ file_offset: 0n, meta_data }], total_byte_size: 0n, num_rows: rows }],
    metadata_length: 0,
  };
  const found: DecodedArray[] = [];
  await parquetRead({
    file: {
      byteLength: FIRST_OFFSET + bytes.length,
      slice: (start, end = FIRST_OFFSET + bytes.length) =>
        new Uint8Array(bytes.subarray(start - FIRST_OFFSET, end - FIRST_OFFSET)).buffer,
    },
    metadata,
    parsers: TIME_PARSERS,
    // Pages were unpacked when they were looked at; they come in the same order.
    compressors: { [chunk.codec]: () => unpacked.shift() ?? new Uint8Array(0) },
    onPage: ({ columnData }) => found.push(columnData),
  });
  return found[0] ?? [];
}
