import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { printable } from '#domain/printable.ts';
import type { RowField } from '#server/gateways/readings/mapping/layout.ts';
import { LocalTime } from '#server/gateways/readings/rows/reading-time.ts';

/** A column in somebody's file that holds what is sought. */
export interface ParquetColumn {
  name: string;
  element: SchemaElement;
  /** From what the decoder gives to what a row holds. */
  valueOf: (value: unknown) => unknown;
}

/** Widest number of fixed length that is read: a decimal of 38 digits has 16 bytes. */
const WIDEST_NUMBER_BYTES = 16;
const NUMBERS = ['INT32', 'INT64', 'FLOAT', 'DOUBLE'];

/** Times come as epoch milliseconds, whichever their unit; a Date for each would only be thrown away. */
export const TIME_PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis: bigint) => Number(millis),
  timestampFromMicroseconds: (micros: bigint) => Number(floorDivided(micros, 1000n)),
  timestampFromNanoseconds: (nanos: bigint) => Number(floorDivided(nanos, 1_000_000n)),
};

/**
 * How the columns of readings are read. Throws an Error that names a column which holds something else.
 * @param elements the file's columns, without what is in them
 * @param sought names of columns, and what each holds
 */
export function readingColumns(
  elements: readonly SchemaElement[],
  sought: readonly { column: string; field: RowField }[],
): ParquetColumn[] {
  return sought.flatMap(({ column: name, field }) => {
    const element = elements.find((one) => one.name === name);
    if (!element) return [];
    const { num_children: children, repetition_type: repetition } = element;
    if (children || repetition === 'REPEATED') throw new Error(`its column ${name} holds lists or structures`);
    return [{ name, element: readAs(element), valueOf: valuesOf(name, field, element) }];
  });
}

function valuesOf(name: string, field: RowField, element: SchemaElement): (value: unknown) => unknown {
  const { type = '', type_length: length = 0, logical_type: logical } = element;
  const meaning = logical?.type ?? element.converted_type ?? '';
  const unfit = () =>
    new Error(`its column ${name} is ${printable(`${type} ${meaning}`.trim())}, which cannot be read as one`);
  if (field === 'deviceId' || field === 'date' || field === 'time') {
    if (['JSON', 'BSON', 'DECIMAL', 'VARIANT'].includes(meaning) || type === 'FIXED_LEN_BYTE_ARRAY') throw unfit();
    return (value) => value;
  }
  if (field === 'timestamp') return timesOf(type, meaning, element, unfit);
  const isNumber = NUMBERS.includes(type) && /^$|^U?INT|^INTEGER$|^DECIMAL$/.test(meaning);
  const isWide =
    type === 'FIXED_LEN_BYTE_ARRAY' && length <= WIDEST_NUMBER_BYTES && /^(DECIMAL|FLOAT16)$/.test(meaning);
  const isText = type === 'BYTE_ARRAY' && /^$|^(UTF8|STRING)$/.test(meaning);
  if (!isNumber && !isWide && !isText) throw unfit();
  return (value) => value;
}

function timesOf(type: string, meaning: string, element: SchemaElement, unfit: () => Error) {
  if (/^TIMESTAMP/.test(meaning) || type === 'INT96') {
    const logical = element.logical_type;
    // Without a logical type an old writer's times are instants: that is how the format puts it.
    const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
    return (value: unknown) => (typeof value !== 'number' ? value : isLocal ? new LocalTime(value) : new Date(value));
  }
  if (!/^$|^U?INT|^INTEGER$|^DECIMAL$|^(UTF8|STRING)$/.test(meaning)) throw unfit();
  if (![...NUMBERS, 'BYTE_ARRAY'].includes(type)) throw unfit();
  return (value: unknown) => value;
}

/** The decoder knows decimals by their old name alone. */
function readAs(element: SchemaElement): SchemaElement {
  const logical = element.logical_type;
  if (logical?.type !== 'DECIMAL') return element;
  return { ...element, converted_type: 'DECIMAL', scale: logical.scale, precision: logical.precision };
}

function floorDivided(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}
