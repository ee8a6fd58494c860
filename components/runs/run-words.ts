import { formatInstant } from '#components/format/time.ts';
import type { Tone } from '#components/ui/notice.tsx';
import type { RunTrigger, StageName } from '#domain/run.ts';
import type { AttemptOutcome } from '#domain/run-shards.ts';
import type { RunState, StageState } from '#domain/state-machine.ts';
import type { RunView } from '#domain/views.ts';

export const RUN_STATE_WORDS: Record<RunState, { label: string; tone: Tone }> = {
  queued: { label: 'Queued', tone: 'live' },
  running: { label: 'Running', tone: 'live' },
  succeeded: { label: 'Succeeded', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'quiet' },
};

export const TRIGGER_WORDS: Record<RunTrigger, string> = {
  schedule: 'by the schedule',
  operator: 'by an operator',
  api: 'over the API',
  backfill: 'as a back-fill',
  command: 'from the command line',
};

export const STAGE_WORDS: Record<StageName, string> = {
  ingest: 'Ingest',
  predict: 'Predict',
  publish: 'Publish',
  notify: 'Notify',
};

export const STAGE_STATE_WORDS: Record<StageState, string> = {
  pending: 'waiting',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
};

export const OUTCOME_WORDS: Record<AttemptOutcome | 'running', string> = {
  running: 'under way',
  succeeded: 'succeeded',
  failed: 'failed',
  lost: 'lost with its worker',
  handed_back: 'handed back by its worker',
  cancelled: 'stopped',
};

/** "Requested from the command line (heliograph) at 24 Nov 2026, 02:14:09 UTC+01:00". */
export function requestedWords(run: RunView, utcOffsetMinutes: number): string {
  const at = formatInstant(run.requestedAt, utcOffsetMinutes);
  return `Requested ${TRIGGER_WORDS[run.trigger]} (${run.requestedBy}) at ${at}`;
}

/** The first part of a run's id: enough to tell runs apart by eye. A time-ordered id differs in its last digits. */
export function shortRunId(id: string): string {
  return id.slice(-8);
}
