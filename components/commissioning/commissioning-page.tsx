'use client';

import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { findingsQuery, useCheckCommissioning } from '#components/data/commissioning-queries.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { FINDING_STATES, type FindingList, type FindingState } from '#domain/commissioning.ts';
import styles from './commissioning.module.css';
import { FindingCard } from './finding-card.tsx';
import { groupFindings, stateOf } from './finding-words.ts';

/** What is registered, held against what was measured: findings by kind, and a new check. */
export function CommissioningPage() {
  const t = useTexts();
  const { search, write } = useUrlState();
  const state = stateOf(search.get('show'));
  const query = useInfiniteQuery(findingsQuery(state));
  const check = useCheckCommissioning();
  const newest = query.data?.pages.at(-1);
  if (!query.data || !newest) {
    if (query.error)
      return (
        <ProblemNotice what={t('commissioning.theFindings')} error={query.error} onRetry={() => query.refetch()} />
      );
    return <CommissioningPageSkeleton />;
  }
  const groups = groupFindings(query.data.pages.flatMap((page) => page.findings));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.commissioning')}</h1>
        <span className={styles.sub}>{t('commissioning.sub')}</span>
        <span className={styles.action}>
          <GuardedButton action="commissioning.check" loading={check.isPending} onClick={() => check.mutate()}>
            {t('commissioning.check')}
          </GuardedButton>
        </span>
      </div>
      {check.error && (
        <Notice tone="bad" title={t('commissioning.notChecked')}>
          {check.error.message}
        </Notice>
      )}
      <LastCheck list={newest} />
      <SegmentedControl
        className={styles.states ?? ''}
        aria-label={t('commissioning.states')}
        value={state}
        onChange={(value) => write({ show: value === 'open' ? null : value }, 'replace')}
        data={FINDING_STATES.map((value) => ({
          value,
          label: `${t(`commissioning.state.${value}`)} ${t.count(newest.counts[value])}`,
        }))}
      />
      {groups.length === 0 && (
        <Panel>
          <p className={styles.none}>{noneOf(state, newest.lastCheck, t)}</p>
        </Panel>
      )}
      {groups.map(({ kind, findings }) => (
        <Panel
          key={kind}
          title={t(`commissioning.kind.${kind}`)}
          aside={<span className={styles.sub}>{t.count(findings.length)}</span>}
        >
          <ul className={styles.findings} aria-busy={query.isPlaceholderData}>
            {findings.map((finding) => (
              <FindingCard key={finding.id} finding={finding} />
            ))}
          </ul>
        </Panel>
      ))}
      {query.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('commissioning.more')}
        </Button>
      )}
    </div>
  );
}

function LastCheck({ list: { lastCheck, plant } }: { list: FindingList }) {
  const t = useTexts();
  if (!lastCheck) return null;
  const { at, arrays, days } = lastCheck;
  return (
    <p className={styles.sub}>
      {t('commissioning.lastCheck', {
        at: t.instant(at, plant.utcOffsetMinutes),
        arrays,
        days: days.map(t.day).join(', '),
      })}
    </p>
  );
}

function noneOf(state: FindingState, lastCheck: FindingList['lastCheck'], t: Texts): string {
  return t(lastCheck ? `commissioning.none.${state}` : 'commissioning.neverChecked');
}

export function CommissioningPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={280} />
      <Skeleton height={220} radius="lg" />
      <Skeleton height={220} radius="lg" />
    </div>
  );
}
