import type avro from 'avsc';
import type { AvroCursor } from './avro-cursor.ts';
import { DecodeFailure } from './decode-failure.ts';

const MAX_DEPTH = 32;

/** The type of the value that comes next: of a union, the branch its index names. */
export function unionBranch(cursor: AvroCursor, type: avro.Type, what: string): avro.Type {
  return unionChoice(cursor, type, what).branch;
}

/** As `unionBranch`, with the branch's index; 0 for what is no union. */
export function unionChoice(cursor: AvroCursor, type: avro.Type, what: string): { branch: avro.Type; index: number } {
  if (!('types' in type)) return { branch: type, index: 0 };
  const index = cursor.readVarint(`the branch of ${what}`);
  const branch = (type.types as avro.Type[])[index];
  if (branch) return { branch, index };
  throw new DecodeFailure('bad_length', `${what} names branch ${index} of its union, which there is not`);
}

/**
 * Moves over a value that is not ours. Unlike avsc's own it never loops on counts that the message cannot hold, so that
 * no message, however made, holds up a run.
 */
export function skipValue(cursor: AvroCursor, type: avro.Type, what: string, depth = 0): void {
  if (isEmpty(type)) return;
  if (depth > MAX_DEPTH) throw new DecodeFailure('bad_length', `${what} is nested more than ${MAX_DEPTH} deep`);
  const skipInner = (inner: avro.Type) => skipValue(cursor, inner, what, depth + 1);
  const kind = type.typeName;
  if (kind === 'int' || kind === 'long' || kind === 'enum') cursor.readVarint(what);
  else if (kind === 'boolean') cursor.take(1, what);
  else if (kind === 'float') cursor.take(4, what);
  else if (kind === 'double') cursor.take(8, what);
  else if (kind === 'string' || kind === 'bytes') cursor.readBytes(what);
  else if (kind === 'fixed') cursor.take((type as avro.types.FixedType).size, what);
  else if (kind === 'record') for (const field of (type as avro.types.RecordType).fields) skipInner(field.type);
  else if (kind === 'array') skipBlocks(cursor, what, () => skipInner((type as avro.types.ArrayType).itemsType));
  else if (kind === 'map') {
    skipBlocks(cursor, what, () => {
      cursor.readBytes(what);
      skipInner((type as avro.types.MapType).valuesType);
    });
  } else if (kind !== 'null') skipInner(unionBranch(cursor, type, what));
}

/** Arrays and maps come in counted blocks; a negative count has the block's size in bytes behind it. */
function skipBlocks(cursor: AvroCursor, what: string, skipItem: () => void): void {
  for (;;) {
    const count = cursor.readVarint(`the length of ${what}`);
    if (count === 0) return;
    if (count > 0) skipItems(cursor, count, skipItem);
    else {
      const bytes = cursor.readVarint(`the size of ${what}`);
      if (bytes < 0) throw new DecodeFailure('bad_length', `${what} has a block of ${bytes} bytes`);
      cursor.take(bytes, what);
    }
  }
}

function skipItems(cursor: AvroCursor, count: number, skipItem: () => void): void {
  for (let item = 0; item < count; item++) {
    const before = cursor.remainingBytes;
    skipItem();
    // Items without bytes, such as nulls, are all alike: however many there are said to be, there is nothing to step over.
    if (cursor.remainingBytes === before) return;
  }
}

const empties = new WeakMap<avro.Type, boolean>();

/**
 * True for values that have no bytes whatever they are: null, and records of nothing else. Records of records of nulls
 * would be walked a billion times for no byte.
 */
function isEmpty(type: avro.Type): boolean {
  if (type.typeName === 'null') return true;
  if (type.typeName !== 'record') return false;
  const known = empties.get(type);
  if (known !== undefined) return known;
  // A record that holds itself is never at an end: its depth tells.
  empties.set(type, false);
  const empty = (type as avro.types.RecordType).fields.every((field) => isEmpty(field.type));
  empties.set(type, empty);
  return empty;
}
