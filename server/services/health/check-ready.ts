import { setTimeout as delay } from 'node:timers/promises';
import { probeKey } from '#domain/object-keys.ts';
import type { Readiness } from '#domain/readiness.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { findLastEndedRun, pingDatabase, pingQueue } from '#server/stores/readiness.ts';

const PART_TIMEOUT_MS = 2_000;

/** So long an answer serves everybody: many who ask at once must not take the parts' connections from who works. */
const CACHE_MS = 1_000;

type PartState = Readiness['parts']['database'];

let last: { endedMs: number; readiness: Promise<Readiness> } | null = null;

/**
 * Whether the parts work: asked once a second at most, however many want to know. Who comes while it is asked waits for it.
 * @param open makes the context: where it cannot, the database is down
 */
export function checkReady(open: () => SystemContext, plantId: string): Promise<Readiness> {
  if (last !== null && performance.now() - last.endedMs < CACHE_MS) return last.readiness;
  const asked = { endedMs: Number.POSITIVE_INFINITY, readiness: askParts(open, plantId) };
  last = asked;
  const end = () => {
    asked.endedMs = performance.now();
  };
  asked.readiness.then(end, end);
  return asked.readiness;
}

/** Asks every part at once. What is wrong with one goes to the log; the answer says only which, and how long it took. */
async function askParts(open: () => SystemContext, plantId: string): Promise<Readiness> {
  const [db, objectStore, queue] = await Promise.all([
    ask('database', async () => pingDatabase(open().db)),
    ask('object store', () => reachStore(plantId)),
    ask('queue', async () => pingQueue(open().db)),
  ]);
  const lastRun = db.state === 'up' ? await lastRunOf(open(), plantId) : null;
  const parts = { database: db, objectStore, queue };
  const ready = Object.values(parts).every(({ state }) => state === 'up');
  return { status: ready ? 'ready' : 'not_ready', parts, lastRun };
}

/** An object that is not there is an answer; only a store that gives none is down. */
async function reachStore(plantId: string): Promise<void> {
  try {
    await openObjectStore('gold').sizeOf(probeKey(plantId));
  } catch (error) {
    if (!(error instanceof HeliographError && error.code === 'not_found')) throw error;
  }
}

async function ask(part: string, question: () => Promise<unknown>): Promise<PartState> {
  const startedMs = performance.now();
  const answered = new AbortController();
  try {
    await Promise.race([
      question(),
      delay(PART_TIMEOUT_MS, undefined, { signal: answered.signal }).then(() => {
        throw new HeliographError('internal', `no answer within ${PART_TIMEOUT_MS / 1000} s`);
      }),
    ]);
    return { state: 'up', latencyMs: since(startedMs) };
  } catch (error) {
    log.warn({ err: error, part }, 'readiness check failed');
    return { state: 'down', latencyMs: since(startedMs) };
  } finally {
    answered.abort();
  }
}

async function lastRunOf({ db }: SystemContext, plantId: string): Promise<Readiness['lastRun']> {
  const run = await findLastEndedRun(db, plantId);
  return run?.endedAt ? { state: run.state, endedAt: run.endedAt.toISOString() } : null;
}

const since = (startedMs: number) => Math.round((performance.now() - startedMs) * 10) / 10;
