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
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { daysBetween } from '#domain/exports.ts';
import styles from './exports-page.module.css';

/** Verdicts of a day or a range as one file: which, what it will hold, and the download. */
export function ExportsPage() {
  const t = useTexts();
  const { search } = useUrlState();
  const asked = exportSearch(search);
  const { data: preview, error, refetch, isPlaceholderData } = useQuery(exportPreviewQuery(asked));
  if (!preview && !error) return <ExportsPageSkeleton />;
  if (!preview && isNotFound(error) && !search.get('from')) {
    return (
      <EmptyState title={t('export.none')} action={<Link href="/runs">{t('plant.runADay')}</Link>}>
        {t('export.noneText')}
      </EmptyState>
    );
  }
  const range = { from: search.get('from') ?? preview?.from ?? '', to: search.get('to') ?? preview?.to ?? '' };
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.exports')}</h1>
        <span className={styles.sub}>{t('export.sub')}</span>
      </div>
      <Panel title={t('export.contents')}>
        <ExportForm {...range} />
      </Panel>
      {error && <ProblemNotice what={t('export.thisExport')} error={error} onRetry={() => void refetch()} />}
      {preview && !error && (
        <div className={styles.page} data-stale={isPlaceholderData}>
          <Panel>
            <dl className={styles.strip}>
              <Stat
                label={t('export.daysFound')}
                note={t('export.ofDays', { count: daysBetween(preview.from, preview.to) })}
              >
                {t.count(preview.days)}
              </Stat>
              <Stat label={t('export.rows')} note={t('export.rowsNote')}>
                {t.count(preview.rows)}
              </Stat>
              <Stat label={t('export.columns')} note={t('export.columnsNote')}>
                {preview.columns.length}
              </Stat>
            </dl>
          </Panel>
          <MissingDays missing={preview.missing} />
          <DownloadPanel query={asked} preview={preview} />
          <Panel title={t('export.columns')}>
            <ColumnTable columns={preview.columns} />
            <p className={styles.note}>{t('export.formats')}</p>
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
