'use client';

import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { StageTimeline } from '#components/runs/stage-timeline.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { isLive, UNCLAIMED_AFTER_SECONDS } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import styles from './live-run-panel.module.css';

/** A run under way: how far it is, since when, and a hint when no worker takes it. */
export function LiveRunPanel({ run, utcOffsetMinutes }: { run: RunView; utcOffsetMinutes: number }) {
  const t = useTexts();
  const now = useNow(isLive(run.state));
  const since = now - Date.parse(run.startedAt ?? run.requestedAt);
  const unclaimed = run.state === 'queued' && since > UNCLAIMED_AFTER_SECONDS * 1000;
  return (
    <Panel
      title={t('run.inProgress', { id: shortRunId(run.id) })}
      aside={
        <span className={styles.aside}>
          <RunStateBadge state={run.state} />
          <Link href={`/runs/${run.id}`}>{t('run.details')}</Link>
        </span>
      }
    >
      <StageTimeline run={run} nowMs={now} />
      <p className={styles.words}>
        {run.state === 'queued' ? `${t('run.waitingFor', { duration: t.duration(Math.max(0, since)) })} ` : ''}
        {unclaimed ? `${t('run.isWorkerRunning')} ` : ''}
        {requestedWords(run, utcOffsetMinutes, t)}
        {run.note ? `: ${t('run.quoted', { note: run.note })}` : ''}
      </p>
    </Panel>
  );
}
