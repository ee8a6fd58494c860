'use client';

import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { findingsQuery, useCheckCommissioning } from '#components/data/commissioning-queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { FINDING_STATES, type FindingList, type FindingState } from '#domain/commissioning.ts';
import styles from './commissioning.module.css';
import { FindingCard } from './finding-card.tsx';
import { groupFindings, KIND_TITLES, STATE_WORDS, stateOf } from './finding-words.ts';

/** What is registered, held against what was measured: findings by kind, and a new check. */
export function CommissioningPage() {
  const { search, write } = useUrlState();
  const state = stateOf(search.get('show'));
  const query = useInfiniteQuery(findingsQuery(state));
  const check = useCheckCommissioning();
  const newest = query.data?.pages.at(-1);
  if (!query.data || !newest) {
    if (query.error) return <ProblemNotice what="The findings" error={query.error} onRetry={() => query.refetch()} />;
    return <CommissioningPageSkeleton />;
  }
  const groups = groupFindings(query.data.pages.flatMap((page) => page.findings));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Commissioning</h1>
        <span className={styles.sub}>what is registered, held against what is measured</span>
        <span className={styles.action}>
          <GuardedButton action="commissioning.check" loading={check.isPending} onClick={() => check.mutate()}>
            Check now
          </GuardedButton>
        </span>
      </div>
      {check.error && (
        <Notice tone="bad" title="Nothing was checked">
          {check.error.message}
        </Notice>
      )}
      <LastCheck lastCheck={newest.lastCheck} />
      <SegmentedControl
        className={styles.states ?? ''}
        aria-label="Findings that are"
        value={state}
        onChange={(value) => write({ show: value === 'open' ? null : value }, 'replace')}
        data={FINDING_STATES.map((value) => ({ value, label: `${STATE_WORDS[value]} ${newest.counts[value]}` }))}
      />
      {groups.length === 0 && (
        <Panel>
          <p className={styles.none}>{noneOf(state, newest.lastCheck)}</p>
        </Panel>
      )}
      {groups.map(({ kind, findings }) => (
        <Panel key={kind} title={KIND_TITLES[kind]} aside={<span className={styles.sub}>{findings.length}</span>}>
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
          More findings
        </Button>
      )}
    </div>
  );
}

function LastCheck({ lastCheck }: Pick<FindingList, 'lastCheck'>) {
  if (!lastCheck) return null;
  const { arrays, days } = lastCheck;
  return (
    <p className={styles.sub}>
      Last checked: {formatPlural(arrays, 'array')} on {days.map(formatDay).join(', ')}
    </p>
  );
}

function noneOf(state: FindingState, lastCheck: FindingList['lastCheck']): string {
  if (!lastCheck) return 'Nothing was checked yet. A check compares the registry with the last three published days.';
  if (state === 'open') return 'No open finding: the readings contradict nothing that is registered.';
  return `No finding is ${STATE_WORDS[state].toLowerCase()}.`;
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
