import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { reclaimShards } from '#server/services/runs/reclaim-shards.ts';
import { releaseBackfill } from '#server/services/runs/release-backfill.ts';
import { repeat } from './repeat.ts';

const POLL_EVERY_MS = 2000;
/** After the database was away its workers get this long for a heartbeat before they count as silent. */
const PATIENCE_MS = 4000;

/**
 * What every worker does for all of them: it looks for shards whose worker fell silent, and lets
 * back-fills go on.
 */
export function superviseRuns(context: SystemContext): { stop: () => Promise<void> } {
  let reachableSinceMs = performance.now();
  let lookedMs = performance.now();
  return repeat(POLL_EVERY_MS, async () => {
    const nowMs = performance.now();
    // Frozen, or long without the database: what it sees now says little about the others.
    if (nowMs - lookedMs > 2 * POLL_EVERY_MS) reachableSinceMs = nowMs;
    lookedMs = nowMs;
    if (nowMs - reachableSinceMs < PATIENCE_MS) return;
    try {
      await reclaimShards(context);
      await releaseBackfill(context);
    } catch (error) {
      reachableSinceMs = performance.now();
      log.warn({ error: messageOf(error) }, 'shard reclaim failed');
    }
  });
}
