'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isRefusal } from '#components/data/api-error.ts';
import { backfillPreviewQuery } from '#components/data/run-queries.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { BackfillRequest, BackfillPreview as Preview } from '#domain/backfill.ts';
import styles from './run-dialog.module.css';

interface BackfillPreviewProps {
  request: BackfillRequest;
  /** How many runs there would be; none while that is not known. */
  onRuns: (runs: number) => void;
}

/** What becomes of every day of a range: run, and what that replaces, or not, and why. */
export function BackfillPreview({ request, onRuns }: BackfillPreviewProps) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(backfillPreviewQuery(request));
  const days = data?.days ?? [];
  const runs = error ? 0 : days.filter(({ outcome }) => outcome === 'run').length;
  useEffect(() => onRuns(runs), [runs, onRuns]);
  if (error) {
    if (!isRefusal(error))
      return <ProblemNotice what={t('run.whatReplaced')} error={error} onRetry={() => refetch()} />;
    return (
      <Notice tone="warn" title={t('run.rangeRefused')}>
        {error.message}
      </Notice>
    );
  }
  if (!data) return <Skeleton height={140} radius="md" />;
  const replaced = days.filter(({ replaces }) => replaces !== null).length;
  return (
    <Notice tone={replaced > 0 ? 'warn' : 'quiet'} title={titleOf(runs, days.length, replaced, t)}>
      {t('run.untilPublished')}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard */}
      <ul className={styles.days} aria-label={t('run.rangeDays')} tabIndex={0}>
        {days.map((day) => (
          <li key={day.day} className={styles.dayRow} data-outcome={day.outcome}>
            <span>{t.day(day.day)}</span>
            <span>{wordsOf(day, t)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function titleOf(runs: number, days: number, replaced: number, t: Texts): string {
  const what = runs === 0 ? t('run.noneRun') : t('run.someRun', { runs, days });
  return replaced === 0 ? t('run.noneReplaced', { what }) : t('run.someReplaced', { what, count: replaced });
}

function wordsOf({ outcome, reason, replaces }: Preview['days'][number], t: Texts): string {
  if (outcome !== 'run') return t('run.notRun', { reason: reason ?? '' });
  return replaces === null ? t('run.isRun') : t('run.isRunReplaces', { id: shortRunId(replaces) });
}
