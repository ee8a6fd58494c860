import { isLive } from '#domain/run.ts';
import type { RunShards } from '#domain/run-shards.ts';
import type { RunEventView, RunView } from '#domain/views.ts';
import { listEnded } from '#server/auth/list-ended.ts';
import { requireAction } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { runEventViewOf, runViewOf } from '#server/services/runs/run-view.ts';
import { runShardsOf } from '#server/services/runs/shard-views.ts';
import { takeWatchPlace } from '#server/services/runs/watch-places.ts';
import type { Database } from '#server/stores/database.ts';
import { EVENTS_PAGE, listEventsAfter } from '#server/stores/run-events.ts';
import { listRunsById } from '#server/stores/runs.ts';
import { listAttemptRows } from '#server/stores/shard-attempts.ts';
import { listShardStates } from '#server/stores/shards.ts';

/** What a watcher is told. Each is called only when there is something new. */
export interface RunWatcher {
  onRun(run: RunView): void;
  onShards(shards: RunShards): void;
  onLog(lines: readonly RunEventView[]): void;
  /** The run has ended and all of it was told; or, with a reason, it can be watched no longer. */
  onEnd(reason?: string): void;
}

interface Watch {
  runId: string;
  context: ServiceContext;
  givePlaceBack: () => void;
  watcher: RunWatcher;
  lastLine: bigint;
  run: string;
  shards: string;
}

const POLL_EVERY_MS = 1000;

const watches = new Set<Watch>();
let timer: NodeJS.Timeout | null = null;
let polledAtMs = Number.NEGATIVE_INFINITY;

/**
 * Tells how a run goes, until it has ended or the function that comes back is called. One poll of the database a second
 * serves all watchers of the process, and none is made without one; it also finds out who has signed out since. Throws
 * `not_found`, and `busy` or `rate_limited` when there are too many.
 * @param afterLine id of the last line of the log that the watcher has
 */
export async function watchRun(
  context: ServiceContext,
  { runId, afterLine }: { runId: string; afterLine: bigint },
  watcher: RunWatcher,
): Promise<() => void> {
  const { principal } = context;
  requireAction(principal, 'runs.read');
  const givePlaceBack = takeWatchPlace(principal.personId ?? principal.id);
  try {
    await getOwnRun(context, runId);
  } catch (error) {
    givePlaceBack();
    throw error;
  }
  const watch = { runId, context, givePlaceBack, watcher, lastLine: afterLine, run: '', shards: '' };
  watches.add(watch);
  schedule();
  return () => void leave(watch);
}

function leave(watch: Watch): boolean {
  watch.givePlaceBack();
  return watches.delete(watch);
}

function schedule(): void {
  if (timer !== null || watches.size === 0) return;
  timer = setTimeout(
    () => {
      polledAtMs = performance.now();
      void poll().finally(() => {
        timer = null;
        schedule();
      });
    },
    Math.max(0, polledAtMs + POLL_EVERY_MS - performance.now()),
  );
  timer.unref();
}

async function poll(): Promise<void> {
  const polled = [...watches];
  const [first] = polled;
  if (!first) return;
  // All watchers of a process share its pool: whose of them is asked makes no difference.
  const { db, now } = first.context;
  try {
    await notifyWatchers(db, await letGo(db, now(), polled));
  } catch (error) {
    log.warn({ err: error }, 'run watch poll failed');
    for (const watch of polled) end(watch, messageOf(error));
  }
}

/** Ends the watches of those who are nobody any more, before they are told anything; gives the others. */
async function letGo(db: Database, now: Date, polled: readonly Watch[]): Promise<Watch[]> {
  const credentials = polled.flatMap(({ context }) => context.principal.credential ?? []);
  const ended = await listEnded(db, credentials, now.getTime());
  return polled.filter((watch) => {
    const { credential } = watch.context.principal;
    const signedOut = credential !== null && ended.has(credential.id);
    if (signedOut) end(watch, 'signed out');
    return !signedOut;
  });
}

async function notifyWatchers(db: Database, polled: readonly Watch[]): Promise<void> {
  const lastLines = new Map<string, bigint>();
  for (const { runId, lastLine } of polled) {
    const known = lastLines.get(runId);
    lastLines.set(runId, known === undefined || lastLine < known ? lastLine : known);
  }
  const runIds = [...lastLines.keys()];
  // The runs first: of one that has ended by then, nothing follows that the other three do not see.
  const runs = new Map((await listRunsById(db, runIds)).map((run) => [run.id, run]));
  const [shards, attempts, lines] = await Promise.all([
    listShardStates(db, runIds),
    listAttemptRows(db, runIds),
    listEventsAfter(db, lastLines),
  ]);
  const shardsOf = Map.groupBy(shards, ({ runId }) => runId);
  const attemptsOf = Map.groupBy(attempts, ({ runId }) => runId);
  const linesOf = Map.groupBy(lines, ({ runId }) => runId);
  for (const watch of polled) {
    const run = runs.get(watch.runId);
    if (!run) {
      end(watch, 'the run is gone');
      continue;
    }
    const { watcher } = watch;
    const view = runViewOf(run);
    if (changed(watch, 'run', view)) watcher.onRun(view);
    const runShards = runShardsOf(shardsOf.get(run.id) ?? [], attemptsOf.get(run.id) ?? []);
    if (changed(watch, 'shards', runShards)) watcher.onShards(runShards);
    const fresh = (linesOf.get(run.id) ?? []).filter(({ id }) => id > watch.lastLine);
    watch.lastLine = fresh.at(-1)?.id ?? watch.lastLine;
    if (fresh.length > 0) watcher.onLog(fresh.map(runEventViewOf));
    else if (!isLive(run.state) && lines.length < EVENTS_PAGE) end(watch);
  }
}

function changed(watch: Watch, what: 'run' | 'shards', value: unknown): boolean {
  const text = JSON.stringify(value);
  if (watch[what] === text) return false;
  watch[what] = text;
  return true;
}

function end(watch: Watch, reason?: string): void {
  if (leave(watch)) watch.watcher.onEnd(reason);
}
