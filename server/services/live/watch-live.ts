import type { LiveChangeView, LivePulseView } from '#domain/live.ts';
import { listEnded } from '#server/auth/list-ended.ts';
import { requireAction } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { livePulseOf } from '#server/services/live/live-pulse.ts';
import { changeViewOf } from '#server/services/live/live-views.ts';
import { takeWatchPlace } from '#server/services/runs/watch-places.ts';
import { CHANGES_PAGE, listChanges, newestChangeId } from '#server/stores/live-changes.ts';
import { lastPulses } from '#server/stores/live-pulses.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/** What a watcher is told. Each is called only when there is something new. */
export interface LiveWatcher {
  onChanges(changes: readonly LiveChangeView[]): void;
  onPulse(pulse: LivePulseView): void;
  /** It can be watched no longer. */
  onEnd(reason: string): void;
}

interface Watch {
  context: ServiceContext;
  givePlaceBack: () => void;
  watcher: LiveWatcher;
  lastChange: bigint;
  pulseAtMs: number;
}

const POLL_EVERY_MS = 1000;

const watches = new Set<Watch>();
let timer: NodeJS.Timeout | null = null;
let polledAtMs = Number.NEGATIVE_INFINITY;

/**
 * Tells what changes on the day that is not over, until the function that comes back is called. One poll of the database a
 * second serves all watchers of a plant, and none is made without one. Throws `busy` and `rate_limited` when there are too many.
 * @param afterChange id of the last change that the watcher has; without one it begins with the newest
 */
export async function watchLive(
  context: ServiceContext,
  { afterChange }: { afterChange: bigint | undefined },
  watcher: LiveWatcher,
): Promise<() => void> {
  const { principal, db, plant } = context;
  requireAction(principal, 'plant.read');
  const givePlaceBack = takeWatchPlace(principal.personId ?? principal.id);
  try {
    const lastChange = afterChange ?? (await newestChangeId(db, plant.id));
    const watch: Watch = { context, givePlaceBack, watcher, lastChange, pulseAtMs: Number.NEGATIVE_INFINITY };
    watches.add(watch);
    schedule();
    return () => void leave(watch);
  } catch (error) {
    givePlaceBack();
    throw error;
  }
}

function leave(watch: Watch): boolean {
  watch.givePlaceBack();
  return watches.delete(watch);
}

function end(watch: Watch, reason: string): void {
  if (leave(watch)) watch.watcher.onEnd(reason);
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
  try {
    const listening = await letGo(polled);
    const byPlant = [...Map.groupBy(listening, ({ context }) => context.plant.id)];
    const [first] = listening;
    const pulsed = first
      ? await lastPulses(
          first.context.db,
          byPlant.map(([plantId]) => plantId),
        )
      : new Map<string, number>();
    for (const [plantId, ofPlant] of byPlant) await tell(ofPlant, pulsed.get(plantId));
  } catch (error) {
    log.warn({ err: error }, 'live watch poll failed');
    for (const watch of polled) end(watch, messageOf(error));
  }
}

/** Ends the watches of those who are nobody any more, before they are told anything; gives the others. */
async function letGo(polled: readonly Watch[]): Promise<Watch[]> {
  const [first] = polled;
  if (!first) return [];
  // All watchers of a process share its pool: whose of them is asked makes no difference.
  const { db, now } = first.context;
  const credentials = polled.flatMap(({ context }) => context.principal.credential ?? []);
  const ended = await listEnded(db, credentials, now().getTime());
  return polled.filter((watch) => {
    const { credential } = watch.context.principal;
    const signedOut = credential !== null && ended.has(credential.id);
    if (signedOut) end(watch, 'signed out');
    return !signedOut;
  });
}

/** Tells the watchers of one plant. Changes are committed in the order of their ids: none comes up before one that was told. */
async function tell(ofPlant: readonly Watch[], pulseAtMs: number | undefined): Promise<void> {
  const [first] = ofPlant;
  if (!first) return;
  const { context } = first;
  const after = ofPlant.reduce((least, { lastChange }) => (lastChange < least ? lastChange : least), first.lastChange);
  const rows = await listChanges(context.db, context.plant.id, { after, take: CHANGES_PAGE });
  for (const watch of ofPlant) {
    const fresh = rows.filter(({ id }) => id > watch.lastChange);
    watch.lastChange = fresh.at(-1)?.id ?? watch.lastChange;
    if (fresh.length > 0) watch.watcher.onChanges(fresh.map(changeViewOf));
  }
  const waiting = ofPlant.filter((watch) => pulseAtMs !== undefined && watch.pulseAtMs < pulseAtMs);
  if (waiting.length === 0 || pulseAtMs === undefined) return;
  // Arrays may have come since the stream was opened.
  const plant = await getPlantRow(context.db, context.plant.id);
  const pulse = await livePulseOf({ ...context, plant });
  for (const watch of waiting) {
    watch.pulseAtMs = pulseAtMs;
    watch.watcher.onPulse(pulse);
  }
}
