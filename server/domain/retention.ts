import { DAY_MS } from '#domain/plant-day.ts';
import { isLive } from '#domain/run.ts';
import type { RunState } from '#domain/state-machine.ts';

/** What a run left that nobody can come to is swept after this long: until then its worker may only be slow. */
export const LEFTOVER_AFTER_MS = DAY_MS;

export interface Retention {
  silverDays: number;
  goldDays: number;
}

/** A run as far as it decides what is kept of it. */
export interface RetainedRun {
  id: string;
  state: RunState;
  /** Epoch milliseconds; null while it is live. */
  endedMs: number | null;
  /** When a newer run of its day succeeded; null when none did. */
  supersededMs: number | null;
  /** Operators see its result. */
  current: boolean;
  /** Its manifest is there: it has committed what it wrote. */
  committed: boolean;
}

/** Why objects go, in words for the operator. */
export type RemovalReason =
  | 'silver retention'
  | 'gold retention'
  | 'log retention'
  | 'no manifest names it'
  | 'no such run';

/** Gold goes when the run was replaced long ago, or never had a result; what is on show stays for ever. */
export function goldFate(run: RetainedRun, { goldDays }: Retention, nowMs: number): RemovalReason | null {
  if (isLive(run.state) || run.current) return null;
  const ended = run.endedMs ?? nowMs;
  if (!run.committed) return nowMs - ended > LEFTOVER_AFTER_MS ? 'no manifest names it' : null;
  return nowMs - (run.supersededMs ?? ended) > goldDays * DAY_MS ? 'gold retention' : null;
}

/**
 * Silver goes when it is old, whoever shows it. `named`: a manifest that stays names it; what none names can be
 * reached by nobody (attempts that were lost, runs that failed) and goes after a day.
 */
export function silverFate(
  run: RetainedRun,
  named: boolean,
  { silverDays }: Retention,
  nowMs: number,
): RemovalReason | null {
  if (isLive(run.state)) return null;
  const ageMs = nowMs - (run.endedMs ?? nowMs);
  if (ageMs > silverDays * DAY_MS) return 'silver retention';
  return !named && ageMs > LEFTOVER_AFTER_MS ? 'no manifest names it' : null;
}

/** The log and the quarantine of a run, whatever its end, are kept as long as silver. */
export function logFate(run: RetainedRun, { silverDays }: Retention, nowMs: number): RemovalReason | null {
  if (isLive(run.state)) return null;
  return nowMs - (run.endedMs ?? nowMs) > silverDays * DAY_MS ? 'log retention' : null;
}

/**
 * Objects of no run in the database. Ids of runs are UUIDv7 and tell when they were made: one younger than a day is
 * left alone, as its row may be what a restored database has yet to get.
 */
export function orphanFate(runId: string, nowMs: number): RemovalReason | null {
  const madeMs = /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(runId)
    ? Number.parseInt(runId.replace('-', '').slice(0, 12), 16)
    : 0;
  return nowMs - madeMs > LEFTOVER_AFTER_MS ? 'no such run' : null;
}
