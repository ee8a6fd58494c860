/**
 * Where bronze, silver and gold live. Keys are slash-separated and built by the server alone.
 * A put is whole or absent: readers never see half an object.
 */
export interface ObjectStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Throws `not_found` when there is no such object. */
  get(key: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes `start` up to, not including, `end`. */
  getRange(key: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  sizeOf(key: string): Promise<number>;
  /** Keys below a prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Removes every object below a prefix; nothing happens when there is none. */
  removeAll(prefix: string): Promise<void>;
}
