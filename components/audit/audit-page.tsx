'use client';

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { AuditEntryRow } from '#components/audit/audit-entry-row.tsx';
import { AuditFilters } from '#components/audit/audit-filters.tsx';
import { filterOf } from '#components/audit/filter-of.ts';
import { auditQuery } from '#components/data/audit-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { addressOf } from '#domain/api/address.ts';
import { exportAudit } from '#domain/api/audit.ts';
import styles from './audit-page.module.css';

/** Who changed what, newest first, of all that ever was or of what the URL asks for. */
export function AuditPage() {
  const t = useTexts();
  const { search, write } = useUrlState();
  const filter = filterOf(search);
  const query = useInfiniteQuery(auditQuery(filter));
  const plant = query.data?.pages[0]?.plant;
  if (!plant) {
    if (query.error)
      return <ProblemNotice what={t('audit.theLog')} error={query.error} onRetry={() => query.refetch()} />;
    return <AuditPageSkeleton />;
  }
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const fileOf = (format: 'csv' | 'ndjson') => addressOf(exportAudit, { query: { ...filter, format } });
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={plant.utcOffsetMinutes} />
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.audit')}</h1>
        <span className={styles.sub}>{t('audit.sub')}</span>
        <span className={styles.action}>
          <Button component="a" href={fileOf('csv')} download variant="default" size="sm">
            CSV
          </Button>
          <Button component="a" href={fileOf('ndjson')} download variant="default" size="sm">
            NDJSON
          </Button>
        </span>
      </div>
      <AuditFilters filter={filter} onChange={(changes) => write(changes, 'replace')} />
      <Panel className={styles.list}>
        {entries.length === 0 && <p className={styles.none}>{filtered ? t('audit.noMatch') : t('audit.none')}</p>}
        <ol className={styles.rows} aria-label={t('audit.list')} aria-busy={query.isPlaceholderData}>
          {entries.map((entry) => (
            <AuditEntryRow key={entry.id} entry={entry} utcOffsetMinutes={plant.utcOffsetMinutes} />
          ))}
        </ol>
      </Panel>
      {query.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('audit.older')}
        </Button>
      )}
    </div>
  );
}

export function AuditPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={240} />
      <Skeleton height={60} radius="lg" />
      <Skeleton height={320} radius="lg" />
    </div>
  );
}
