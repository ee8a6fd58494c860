'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isRefusal } from '#components/data/api-error.ts';
import { backfillPreviewQuery } from '#components/data/run-queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { shortRunId } from '#components/runs/run-words.ts';
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
  const { data, error, refetch } = useQuery(backfillPreviewQuery(request));
  const days = data?.days ?? [];
  const runs = error ? 0 : days.filter(({ outcome }) => outcome === 'run').length;
  useEffect(() => onRuns(runs), [runs, onRuns]);
  if (error) {
    if (!isRefusal(error)) return <ProblemNotice what="What this replaces" error={error} onRetry={() => refetch()} />;
    return (
      <Notice tone="warn" title="This range cannot be run">
        {error.message}
      </Notice>
    );
  }
  if (!data) return <Skeleton height={140} radius="md" />;
  const replaced = days.filter(({ replaces }) => replaces !== null).length;
  return (
    <Notice tone={replaced > 0 ? 'warn' : 'quiet'} title={titleOf(runs, days.length, replaced)}>
      What is shown of a day stays until its new run publishes.
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard */}
      <ul className={styles.days} aria-label="Days of the range" tabIndex={0}>
        {days.map((day) => (
          <li key={day.day} className={styles.dayRow} data-outcome={day.outcome}>
            <span>{formatDay(day.day)}</span>
            <span>{wordsOf(day)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function titleOf(runs: number, days: number, replaced: number): string {
  const what = runs === 0 ? 'No day is run' : `${runs} of ${formatPlural(days, 'day')} are run`;
  return replaced === 0 ? `${what}; no result is replaced` : `${what}; ${formatPlural(replaced, 'result')} replaced`;
}

function wordsOf({ outcome, reason, replaces }: Preview['days'][number]): string {
  if (outcome !== 'run') return `not run: ${reason}`;
  return replaces === null ? 'is run; it has no result yet' : `is run; replaces run ${shortRunId(replaces)}`;
}
