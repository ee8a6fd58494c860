'use client';

import Link from 'next/link';
import { durationOf } from '#components/charts/run-timeline.ts';
import { formatDay } from '#components/format/time.ts';
import { RunButton } from '#components/runs/run-button.tsx';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { StageTimeline } from '#components/runs/stage-timeline.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { formatDuration } from '#server/domain/duration.ts';
import { isLive } from '#server/domain/run.ts';
import type { PlantView, RunView } from '#server/domain/views.ts';
import styles from './run-row.module.css';

/** One run of the history: what failed comes first, then what it did. */
export function RunRow({ run, plant, today }: { run: RunView; plant: PlantView; today: string }) {
  const live = isLive(run.state);
  const now = useNow(live);
  const duration = durationOf(run.startedAt, run.endedAt, now);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.day}>
          <Link href={`/?day=${run.day}`}>{formatDay(run.day)}</Link>
        </div>
        <div className={styles.badges}>
          <RunStateBadge state={run.state} />
          {run.current && <span className={styles.current}>on show</span>}
        </div>
        <div className={styles.small}>
          <Link href={`/runs/${run.id}`}>Run {shortRunId(run.id)}</Link>
          {duration !== null && ` · ${live ? 'for ' : ''}${formatDuration(duration)}`}
        </div>
        {run.modelVersion && <div className={styles.small}>Model {run.modelVersion}</div>}
      </div>
      <div className={styles.middle}>
        {run.error && (
          <p className={styles.error} role="note">
            {run.error}
          </p>
        )}
        <StageTimeline run={run} nowMs={now} />
        <p className={styles.small}>
          {requestedWords(run, plant.utcOffsetMinutes)}
          {run.note && <span className={styles.note}>“{run.note}”</span>}
        </p>
      </div>
      <div className={styles.action}>
        {!live && <RunButton label="Re-run day" variant="default" size="xs" day={run.day} today={today} />}
      </div>
    </li>
  );
}
