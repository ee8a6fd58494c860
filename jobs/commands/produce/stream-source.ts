import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { ColumnMap } from '#domain/column-map.ts';
import { readReadingsStream, type TEXT_KINDS } from '#server/gateways/readings/rows/read-file.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';
import { columnsOf } from './file-source.ts';
import type { ReadingSource } from './reading-source.ts';

export type TextKind = (typeof TEXT_KINDS)[number];

export interface StreamOptions {
  /** What begins with a brace is NDJSON, when it is null. */
  kind: TextKind | null;
  utcOffsetMinutes: number;
  /** Which columns hold what; null for ours. */
  map: ColumnMap | null;
  signal: AbortSignal;
}

/** Rows of standard input until its end or the signal. */
export function openStreamSource(input: Readable, options: StreamOptions): ReadingSource {
  const identity = { name: `standard input${columnsOf(options.map)}`, files: [], growsAtEnd: true };
  return { rows: rowsOf(input, options), identity, progress: null, utcOffsetMinutes: options.utcOffsetMinutes };
}

async function* rowsOf(input: Readable, { kind, signal, map }: StreamOptions): AsyncGenerator<RawRow> {
  const end = () => input.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    yield* readReadingsStream(input, { kind: kind ?? (await sniff(input)), name: 'standard input', map });
  } catch (error) {
    // A stream that is closed on purpose ends early.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

async function sniff(input: Readable): Promise<TextKind> {
  for (;;) {
    const chunk: Buffer | null = input.read();
    if (chunk !== null) {
      input.unshift(chunk);
      return /^\uFEFF?\s*\{/.test(chunk.toString()) ? 'ndjson' : 'csv';
    }
    if (input.readableEnded || input.destroyed) return 'csv';
    await Promise.race([once(input, 'readable'), once(input, 'end')]);
  }
}
