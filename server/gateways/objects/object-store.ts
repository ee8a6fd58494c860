import type { Readable } from 'node:stream';
import { HeliographError } from '#server/errors.ts';

/**
 * One bucket: where silver, gold, logs or models live. Keys are slash-separated and built by the server alone.
 * A put is whole or absent: readers never see half an object.
 */
export interface ObjectStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Puts an object that commits something. False, and nothing changed, when there is one already: one writer wins. */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Throws `not_found` when there is no such object. */
  get(key: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes `start` up to, not including, `end`; fewer when the object ends before. */
  getRange(key: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The object piece by piece, for those too large for memory. What breaks off ends in an error, never in silence. */
  openStream(key: string): Promise<Readable>;
  sizeOf(key: string): Promise<number>;
  /** Keys below a prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Removes an object; nothing happens when there is none. */
  remove(key: string): Promise<void>;
  /** Removes every object below a prefix; nothing happens when there is none. */
  removeAll(prefix: string): Promise<void>;
  /** An address from which anybody may read the object for a while; null where the store has no addresses. */
  readUrl(key: string, forSeconds: number): Promise<string | null>;
}

const KEY_PATTERN = /^[A-Za-z0-9][A-Za-z0-9=._-]*(\/[A-Za-z0-9][A-Za-z0-9=._-]*)*$/;

/** A key or prefix that cannot leave its bucket: no `..`, no empty part, nothing a file system or URL takes amiss. */
export function checkedKey(key: string): string {
  if (!KEY_PATTERN.test(key)) throw new HeliographError('internal', `bad object key "${key}"`);
  return key;
}
