'use client';

import Link from 'next/link';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { StageTimeline } from '#components/runs/stage-timeline.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { formatDuration } from '#domain/duration.ts';
import { isLive, UNCLAIMED_AFTER_SECONDS } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import styles from './live-run-panel.module.css';

/** A run under way: how far it is, since when, and a hint when no worker takes it. */
export function LiveRunPanel({ run, utcOffsetMinutes }: { run: RunView; utcOffsetMinutes: number }) {
  const now = useNow(isLive(run.state));
  const since = now - Date.parse(run.startedAt ?? run.requestedAt);
  const unclaimed = run.state === 'queued' && since > UNCLAIMED_AFTER_SECONDS * 1000;
  return (
    <Panel
      title={`Run ${shortRunId(run.id)} is under way`}
      aside={
        <span className={styles.aside}>
          <RunStateBadge state={run.state} />
          <Link href={`/runs/${run.id}`}>Details</Link>
        </span>
      }
    >
      <StageTimeline run={run} nowMs={now} />
      <p className={styles.words}>
        {run.state === 'queued' ? `Waiting for a worker for ${formatDuration(Math.max(0, since))}. ` : ''}
        {unclaimed ? 'Is a worker running? ' : ''}
        {requestedWords(run, utcOffsetMinutes)}
        {run.note ? `: “${run.note}”` : ''}
      </p>
    </Panel>
  );
}
