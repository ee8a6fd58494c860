'use client';

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { faultSummaryQuery, faultsQuery } from '#components/data/fault-queries.ts';
import { type FilterName, filterQuery, isNarrowed, NO_FILTER, readFilter } from '#components/faults/fault-filter.ts';
import { FaultFilters } from '#components/faults/fault-filters.tsx';
import { FaultTable } from '#components/faults/fault-table.tsx';
import { NoFaults } from '#components/faults/no-faults.tsx';
import { SavedFilters } from '#components/faults/saved-filters.tsx';
import { TriageButtons } from '#components/faults/triage-buttons.tsx';
import { faultKeys, triageKeys } from '#components/faults/triage-keys.ts';
import { useMarkedRows } from '#components/faults/use-marked-rows.ts';
import { usePrinting } from '#components/faults/use-printing.ts';
import { useTriage } from '#components/faults/use-triage.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useListedKeys } from '#components/ui/shortcuts.ts';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { usePageKeys } from '#components/ui/use-page-keys.ts';
import { usePlantId } from '#components/ui/use-plant.ts';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { addressOf } from '#domain/api/address.ts';
import { exportFaults } from '#domain/api/faults.ts';
import styles from './faults-page.module.css';

/** The triage queue: every fault of the filter in the URL, the largest loss first, and what can be done to it. */
export function FaultsPage() {
  const t = useTexts();
  const plantId = usePlantId();
  const { search, write } = useUrlState();
  const filter = readFilter(search);
  const query = useInfiniteQuery(faultsQuery(filterQuery(filter)));
  const summary = useQuery(faultSummaryQuery());
  const faults = useMemo(() => query.data?.pages.flatMap((page) => page.faults) ?? [], [query.data]);
  const list = query.data?.pages[0];
  const rows = useMarkedRows(faults);
  const printing = usePrinting();
  const searchRef = useRef<HTMLInputElement>(null);
  const me = summary.data?.me ?? '';
  const mayTriage = summary.data?.mayTriage ?? false;
  const people = summary.data?.people ?? [];
  const triage = useTriage({ me, people, today: list?.today ?? '' });
  const change = (changes: Partial<Record<FilterName | 'filter', string | null>>) => {
    rows.clear();
    write({ filter: null, ...(changes as Record<string, string | null>) }, 'replace');
  };
  useListedKeys(faultKeys(t));
  usePageKeys({
    j: () => rows.move(1),
    k: () => rows.move(-1),
    x: mayTriage ? rows.toggleActive : null,
    Escape: rows.selected.size > 0 ? rows.clear : null,
    '/': () => searchRef.current?.focus(),
    ...triageKeys(triage, mayTriage, () => rows.targets),
  });
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const onEnd = useCallback(() => {
    // One that failed is not asked for again by itself: the notice above has the button.
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);
  if (!list || !summary.data) {
    const failed = query.error ? query : summary.error ? summary : null;
    if (!failed?.error) return <FaultsPageSkeleton />;
    return <ProblemNotice what={t('fault.theFaults')} error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (summary.data.newest === null && list.total === 0)
    return <NoFaults summary={summary.data} narrowed={false} onClear={() => undefined} />;
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={list.plant.utcOffsetMinutes} />
      <div className={styles.top}>
        <h1 className={styles.title}>{t('pages.faults')}</h1>
        <span className={styles.sub}>{list.plant.name}</span>
        <span className={styles.paper}>
          {t.day(list.today)}, {t('plant.ofAll', { part: t.count(faults.length), all: t.count(list.total) })}
        </span>
        <span className={styles.actions}>
          <SavedFilters applied={search.get('filter')} search={new URLSearchParams(search)} write={change} />
          <Button
            component="a"
            variant="default"
            href={addressOf(exportFaults, { query: filterQuery(filter) }, plantId)}
            download
            leftSection={<DownloadIcon size={16} />}
          >
            CSV
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t('fault.print')}
          </Button>
        </span>
      </div>
      <FaultFilters filter={filter} me={me} people={people} searchRef={searchRef} onChange={change} />
      {triage.outcome}
      {faults.length === 0 ? (
        <NoFaults summary={summary.data} narrowed={isNarrowed(filter)} onClear={() => change(NO_FILTER)} />
      ) : (
        <>
          <div className={styles.bar}>
            <span className={styles.count} role="status">
              {rows.selected.size === 0
                ? t('units.fault', { count: list.total })
                : t('fault.selectedOf', { part: rows.selected.size, count: list.total })}
            </span>
            {mayTriage && <TriageButtons triage={triage} faults={rows.targets} />}
            {mayTriage && (
              <Button variant="subtle" size="compact-sm" onClick={rows.selected.size > 0 ? rows.clear : rows.selectAll}>
                {rows.selected.size > 0 ? t('fault.selectNone') : t('fault.selectAll', { count: faults.length })}
              </Button>
            )}
          </div>
          <Panel className={`${styles.list} ${query.isPlaceholderData ? styles.changing : ''}`}>
            <FaultTable
              faults={faults}
              total={list.total}
              tariff={list.tariff}
              filter={filter}
              active={rows.active}
              moved={rows.moved}
              selected={rows.selected}
              selectable={mayTriage}
              whole={printing}
              onActive={rows.setActive}
              onSelect={rows.toggle}
              onSort={(sort) => change({ sort, order: filter.sort === sort && filter.order === 'desc' ? 'asc' : null })}
              onEnd={onEnd}
            />
          </Panel>
        </>
      )}
      {triage.dialog}
    </div>
  );
}

export function FaultsPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={240} />
      <Skeleton height={36} />
      <Skeleton height={480} radius="lg" />
    </div>
  );
}
