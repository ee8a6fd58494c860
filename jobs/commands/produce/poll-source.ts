import { setTimeout as delay } from 'node:timers/promises';
import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { objectRows } from '#server/gateways/readings/mapping/object-rows.ts';
import { columnTwice } from '#server/gateways/readings/rows/columns.ts';
import { type RawRow, timeOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { isTooFarAhead } from './check-row.ts';
import type { ReadingSource } from './reading-source.ts';

const ANSWER_TIMEOUT_MS = 10_000;
/** 100,000 readings of 160 characters. */
const LARGEST_ANSWER_BYTES = 16 * 2 ** 20;

export interface PollOptions {
  url: string;
  everyMs: number;
  utcOffsetMinutes: number;
  /** Which members hold what; null for ours. */
  map: ColumnMap | null;
  signal: AbortSignal;
}

/** The readings that an HTTP endpoint answers with, asked again and again until the signal; a JSON array of objects. */
export function openPollSource(options: PollOptions): ReadingSource {
  return { rows: pollRows(options), identity: null, progress: null, utcOffsetMinutes: options.utcOffsetMinutes };
}

/** The first poll must succeed; a later one that fails is a bad row, since the next may succeed. */
async function* pollRows({ url, everyMs, utcOffsetMinutes, map, signal }: PollOptions): AsyncGenerator<RawRow> {
  const latestMs = new Map<string, number>();
  const mapped = map && objectRows(map, url);
  for (let poll = 1; !signal.aborted; poll++) {
    const startMs = performance.now();
    const where = `${url} poll ${poll}`;
    const answer = await ask(url, signal);
    if (signal.aborted) return;
    if (answer.problem !== undefined) {
      if (poll === 1) throw new HeliographError('invalid_input', `${url} ${answer.problem}`);
      yield { where, problem: answer.problem };
    } else {
      // Held against the polls before, not against its own neighbours: an answer may be in any order.
      const before = new Map(latestMs);
      for (const [index, item] of answer.items.entries()) {
        for (const row of rowsOfItem(item, `${where} item ${index + 1}`, mapped)) {
          if (isNew(row, { before, latestMs, utcOffsetMinutes })) yield row;
        }
      }
    }
    const restMs = Math.max(0, everyMs - (performance.now() - startMs));
    await delay(restMs, undefined, { signal }).catch(() => undefined);
  }
}

type Answer = { items: unknown[]; problem?: undefined } | { problem: string };

async function ask(url: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    if (!response.ok) return { problem: `answered ${response.status}` };
    const items: unknown = JSON.parse(await boundedText(response));
    return Array.isArray(items) ? { items } : { problem: 'answered no JSON array' };
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    return { problem: `cannot be read: ${(cause as { code?: string }).code ?? messageOf(cause)}` };
  }
}

/** The body of an answer as text; throws an Error as soon as it is longer than any list of readings. */
async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER_BYTES) throw new Error(`it has more than ${LARGEST_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function rowsOfItem(item: unknown, where: string, mapped: ReturnType<typeof objectRows> | null): RawRow[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return [{ where, problem: 'not a JSON object' }];
  const values = { ...item };
  if (mapped) return mapped(values, Object.keys(values), where);
  const twice = columnTwice(Object.keys(values));
  return [twice === null ? { where, values } : { where, problem: twice }];
}

interface SeenReadings {
  /** The latest time of each device in the polls before. */
  before: ReadonlyMap<string, number>;
  /** The same with what this poll adds. */
  latestMs: Map<string, number>;
  utcOffsetMinutes: number;
}

/** An endpoint answers with the latest readings, whether or not they were there at the last poll. */
function isNew(row: RawRow, { before, latestMs, utcOffsetMinutes }: SeenReadings): boolean {
  if (row.problem !== undefined) return true;
  const time = timeOf(row, utcOffsetMinutes);
  const device = deviceIn(row);
  // A time that is refused, for lying ahead too, must not silence the device until then; nor is a device none.
  if (typeof time === 'string' || device === null || isTooFarAhead(time.timestampMs)) return true;
  const { timestampMs } = time;
  if (timestampMs <= (before.get(device) ?? Number.NEGATIVE_INFINITY)) return false;
  latestMs.set(device, Math.max(timestampMs, latestMs.get(device) ?? timestampMs));
  return true;
}

/** Whose row it is, as far as that tells rows of one device from those of others. */
function deviceIn({ values: { deviceId }, meaning }: Extract<RawRow, { values: unknown }>): string | null {
  if (meaning?.device) return meaning.device;
  return typeof deviceId === 'string' ? `${deviceId} ${meaning?.input ?? ''}` : null;
}
