'use client';

import { Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { prepareStages } from '#components/charts/prepare-stages.ts';
import { durationOf } from '#components/charts/run-timeline.ts';
import { LIVE_REFETCH_MS, runQuery, runsQuery } from '#components/data/queries.ts';
import { runShardsQuery } from '#components/data/run-queries.ts';
import { useRunStream } from '#components/data/use-run-stream.ts';
import { RunEvents } from '#components/runs/run-events.tsx';
import { RunCounts, RunFacts } from '#components/runs/run-facts.tsx';
import { RunFiles } from '#components/runs/run-files.tsx';
import { RunHead } from '#components/runs/run-head.tsx';
import { RunNotifications } from '#components/runs/run-notifications.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { ShardGantt } from '#components/runs/shard-gantt.tsx';
import { StageTable } from '#components/runs/stage-table.tsx';
import { StateDiagram } from '#components/runs/state-diagram.tsx';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { MissingPage } from '#components/ui/missing-page.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { isLive } from '#domain/run.ts';
import styles from './runs-page.module.css';

/** One run: where it is in its states, who works at what, errors first, log, outputs; live while it is under way. */
export function RunPage({ runId }: { runId: string }) {
  const t = useTexts();
  const first = useQuery({ ...runQuery(runId), refetchInterval: false });
  const live = first.data !== undefined && isLive(first.data.state);
  const streamed = useRunStream(runId, live);
  const polled = live && !streamed;
  const query = useQuery({ ...runQuery(runId), refetchInterval: polled ? LIVE_REFETCH_MS : false });
  const shards = useQuery(runShardsQuery(runId, polled));
  // The run itself names no plant; its day's list does, and with it the zone that every time needs.
  const list = useInfiniteQuery({ ...runsQuery(query.data?.day ?? null), enabled: query.data !== undefined });
  const run = query.data;
  const now = useNow(live);
  const plant = list.data?.pages[0]?.plant;
  const error = query.error ?? list.error;
  if (!run || !plant) {
    if (!error) return <RunPageSkeleton />;
    return (
      <MissingPage
        what={t('plant.runOf', { id: shortRunId(runId) })}
        error={error}
        onRetry={() => void (query.error ? query : list).refetch()}
        back={{ href: '/runs', words: t('run.toAll') }}
      />
    );
  }
  const zone = plant.utcOffsetMinutes;
  const stages = prepareStages(run, shards.data?.attempts ?? [], now);
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={zone} />
      <RunHead run={run} utcOffsetMinutes={zone} />
      {run.error && (
        <Notice tone="bad" title={live ? t('run.cannotSucceed') : t('run.failedTitle')}>
          {run.error}
        </Notice>
      )}
      <Panel
        title={t('run.stages')}
        aside={<span className={styles.sub}>{tookWords(run, now, live, streamed, t)}</span>}
      >
        <StateDiagram run={run} stages={stages} />
        <StageTable stages={stages} />
      </Panel>
      <Panel title={t('run.shardsByWorker')}>
        {shards.error && (
          <ProblemNotice what={t('run.theShards')} error={shards.error} onRetry={() => shards.refetch()} />
        )}
        {!shards.error && !shards.data && <Skeleton height={120} radius="md" />}
        {shards.data && <ShardGantt shards={shards.data} nowMs={now} live={live} utcOffsetMinutes={zone} />}
      </Panel>
      <div className={styles.columns}>
        <Panel title={t('run.log')}>
          <RunEvents run={run} live={live} utcOffsetMinutes={zone} />
        </Panel>
        <div className={styles.side}>
          <RunFacts run={run} utcOffsetMinutes={zone} requested={requestedWords(run, zone, t)} />
          <RunNotifications runId={run.id} live={live} utcOffsetMinutes={zone} />
          <RunCounts counts={run.counts} live={live} />
        </div>
      </div>
      <RunFiles runId={run.id} live={live} />
    </div>
  );
}

function tookWords(
  run: { startedAt: string | null; endedAt: string | null },
  nowMs: number,
  live: boolean,
  streamed: boolean,
  t: Texts,
): string {
  const duration = durationOf(run.startedAt, run.endedAt, nowMs);
  const took = duration === null ? t('run.notStartedYet') : t.duration(duration);
  return live ? `${took} · ${streamed ? t('run.live') : t('run.polling')}` : took;
}

export function RunPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={52} width={340} />
      <Skeleton height={300} radius="lg" />
      <Skeleton height={160} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </div>
  );
}
