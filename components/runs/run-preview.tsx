'use client';

import { Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isRefusal } from '#components/data/api-error.ts';
import { runsQuery } from '#components/data/queries.ts';
import { rerunPreviewQuery } from '#components/data/run-queries.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { RerunPreview } from '#domain/rerun-preview.ts';
import type { RunRequest } from '#domain/run.ts';

interface RunPreviewProps {
  request: RunRequest;
  onHeld: (held: boolean) => void;
}

/** What a run would do and replace. `onHeld(true)` while that is unknown, or something speaks against it. */
export function RunPreview({ request, onHeld }: RunPreviewProps) {
  const t = useTexts();
  const { data: preview, error, refetch } = useQuery(rerunPreviewQuery(request));
  // The plant's zone, for the time at which what is replaced was finished.
  const list = useInfiniteQuery(runsQuery(request.day));
  const held = preview === undefined || error !== null || preview.waitsFor !== null;
  useEffect(() => onHeld(held), [held, onHeld]);
  if (error) {
    if (!isRefusal(error))
      return <ProblemNotice what={t('run.whatRunReplaces')} error={error} onRetry={() => refetch()} />;
    return (
      <Notice tone="warn" title={t('run.refused')}>
        {error.message}
      </Notice>
    );
  }
  if (!preview) return <Skeleton height={76} radius="md" />;
  if (preview.waitsFor !== null) {
    return (
      <Notice tone="live" title={t('run.already')}>
        {t('run.oneAtATime')}{' '}
        <Link href={`/runs/${preview.waitsFor}`}>{t('run.watch', { id: shortRunId(preview.waitsFor) })}</Link>
      </Notice>
    );
  }
  const { replaces } = preview;
  const work = workWords(preview, t);
  if (!replaces) {
    return (
      <Notice tone="quiet" title={t('run.replacesNothing')}>
        {t('run.noPublished', { day: t.day(preview.day) })} {work}
      </Notice>
    );
  }
  const zone = list.data?.pages[0]?.plant.utcOffsetMinutes;
  return (
    <Notice tone="warn" title={t('run.replaces')}>
      {t('run.replacedRun', { id: shortRunId(replaces.runId) })}
      {replaces.endedAt &&
        zone !== undefined &&
        `, ${t('run.replacedFinished', { at: t.instant(replaces.endedAt, zone) })}`}
      {replaces.modelVersion && `, ${t('run.replacedModel', { version: replaces.modelVersion })}`}.{' '}
      {t('run.replacedText')} {work}
    </Notice>
  );
}

function workWords({ partitions, silverOf, modelVersion }: RerunPreview, t: Texts): string {
  const count = partitions.length;
  return silverOf === null
    ? t('run.worksOnReadings', { count, model: modelVersion })
    : t('run.worksOnSilver', { count, model: modelVersion, id: shortRunId(silverOf) });
}
