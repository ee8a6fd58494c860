'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isNotFound } from '#components/data/api-error.ts';
import { exportPreviewQuery } from '#components/data/export-queries.ts';
import { ColumnTable } from '#components/exports/column-table.tsx';
import { DownloadPanel } from '#components/exports/download-panel.tsx';
import { ExportForm } from '#components/exports/export-form.tsx';
import { exportSearch } from '#components/exports/export-search.ts';
import { MissingDays } from '#components/exports/missing-days.tsx';
import { formatCount } from '#components/format/numbers.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { daysBetween } from '#domain/exports.ts';
import styles from './exports-page.module.css';

/** Verdicts of a day or a range as one file: which, what it will hold, and the download. */
export function ExportsPage() {
  const { search } = useUrlState();
  const asked = exportSearch(search);
  const { data: preview, error, refetch, isPlaceholderData } = useQuery(exportPreviewQuery(asked));
  if (!preview && !error) return <ExportsPageSkeleton />;
  if (!preview && isNotFound(error) && !search.get('from')) {
    return (
      <EmptyState title="Nothing to export yet" action={<a href="/runs">Run a day</a>}>
        A file holds the published verdicts of a day or a range. No plant day has any yet.
      </EmptyState>
    );
  }
  const range = { from: search.get('from') ?? preview?.from ?? '', to: search.get('to') ?? preview?.to ?? '' };
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Exports</h1>
        <span className={styles.sub}>verdicts of a day or a range as one file</span>
      </div>
      <Panel title="What the file holds">
        <ExportForm {...range} />
      </Panel>
      {error && <ProblemNotice what="This export" error={error} onRetry={() => void refetch()} />}
      {preview && !error && (
        <div className={styles.page} data-stale={isPlaceholderData}>
          <Panel>
            <dl className={styles.strip}>
              <Stat label="Days found" note={`of ${formatCount(daysBetween(preview.from, preview.to))}`}>
                {formatCount(preview.days)}
              </Stat>
              <Stat label="Rows" note="an array-day each">
                {formatCount(preview.rows)}
              </Stat>
              <Stat label="Columns" note="the same for every day and format">
                {preview.columns.length}
              </Stat>
            </dl>
          </Panel>
          <MissingDays missing={preview.missing} />
          <DownloadPanel query={asked} preview={preview} />
          <Panel title="Columns">
            <ColumnTable columns={preview.columns} />
            <p className={styles.note}>
              Parquet has these types and opens in DuckDB, pandas and Spark. CSV has a header and is UTF-8; text that a
              spreadsheet would take for a formula has an apostrophe before it.
            </p>
          </Panel>
        </div>
      )}
    </div>
  );
}

export function ExportsPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={240} />
      <Skeleton height={170} radius="lg" />
      <Skeleton height={110} radius="lg" />
      <Skeleton height={320} radius="lg" />
    </div>
  );
}
