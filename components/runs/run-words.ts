import type { Texts } from '#components/texts/texts.ts';
import type { Tone } from '#components/ui/notice.tsx';

import type { RunState } from '#domain/state-machine.ts';
import type { RunView } from '#domain/views.ts';

export const RUN_STATE_TONES: Record<RunState, Tone> = {
  queued: 'live',
  running: 'live',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** "Requested from the command line (heliograph) at 24 Nov 2026, 02:14:09 UTC+01:00". */
export function requestedWords(run: RunView, utcOffsetMinutes: number, t: Texts): string {
  const at = t.instant(run.requestedAt, utcOffsetMinutes);
  return t(`run.requested.${run.trigger}`, { by: run.requestedBy, at });
}

/** The first part of a run's id: enough to tell runs apart by eye. A time-ordered id differs in its last digits. */
export function shortRunId(id: string): string {
  return id.slice(-8);
}
