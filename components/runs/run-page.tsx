'use client';

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { durationOf } from '#components/charts/run-timeline.ts';
import { runQuery, runsQuery } from '#components/data/queries.ts';
import { useFollowRun } from '#components/data/use-follow-run.ts';
import { formatDay } from '#components/format/time.ts';
import { RunButton } from '#components/runs/run-button.tsx';
import { RunEvents } from '#components/runs/run-events.tsx';
import { RunCounts, RunFacts } from '#components/runs/run-facts.tsx';
import { RunNotifications } from '#components/runs/run-notifications.tsx';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { StageTimeline } from '#components/runs/stage-timeline.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { formatDuration } from '#server/domain/duration.ts';
import { plantDayOf } from '#server/domain/plant-day.ts';
import { isLive } from '#server/domain/run.ts';
import styles from './runs-page.module.css';

/** One run: state, stages, errors first, log and counts; live while it is under way. */
export function RunPage({ runId }: { runId: string }) {
  const query = useQuery(runQuery(runId));
  // The run itself names no plant; its day's list does, and with it the zone that every time needs.
  const list = useInfiniteQuery({ ...runsQuery(query.data?.day ?? null), enabled: query.data !== undefined });
  const run = query.data;
  const live = run !== undefined && isLive(run.state);
  const now = useNow(live);
  useFollowRun(run ?? null);
  const plant = list.data?.pages[0]?.plant;
  const error = query.error ?? list.error;
  if (!run || !plant) {
    if (!error) return <RunPageSkeleton />;
    return (
      <div className={styles.page}>
        <ProblemNotice
          what={`Run ${shortRunId(runId)}`}
          error={error}
          onRetry={() => (query.error ? query : list).refetch()}
        />
        <div>
          <Button component={Link} variant="default" href="/runs">
            To all runs
          </Button>
        </div>
      </div>
    );
  }
  const zone = plant.utcOffsetMinutes;
  const duration = durationOf(run.startedAt, run.endedAt, now);
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={zone} />
      <div className={styles.head}>
        <div>
          <div className={styles.sub}>
            <Link href="/runs">Runs</Link> · {shortRunId(run.id)}
          </div>
          <div className={styles.titled}>
            <h1 className={styles.title}>{formatDay(run.day)}</h1>
            <RunStateBadge state={run.state} />
          </div>
        </div>
        <span className={styles.action}>
          <Button component={Link} variant="default" href={`/?day=${run.day}`}>
            See the plant on this day
          </Button>
          {!live && <RunButton label="Re-run day" day={run.day} today={plantDayOf(Date.now(), zone)} />}
        </span>
      </div>
      {run.error && (
        <Notice tone="bad" title="The run failed">
          {run.error}
        </Notice>
      )}
      <Panel
        title="Stages"
        aside={<span className={styles.sub}>{duration === null ? 'not begun' : formatDuration(duration)}</span>}
      >
        <StageTimeline run={run} nowMs={now} />
      </Panel>
      <div className={styles.columns}>
        <Panel title="Log">
          <RunEvents events={run.events} utcOffsetMinutes={zone} />
        </Panel>
        <div className={styles.side}>
          <RunFacts run={run} utcOffsetMinutes={zone} requested={requestedWords(run, zone)} />
          <RunNotifications runId={run.id} live={live} utcOffsetMinutes={zone} />
          <RunCounts counts={run.counts} live={isLive(run.state)} />
        </div>
      </div>
    </div>
  );
}

export function RunPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={52} width={340} />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </div>
  );
}
