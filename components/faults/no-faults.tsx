import { Button } from '@mantine/core';
import Link from 'next/link';
import { formatCount, formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { FaultSummary } from '#domain/faults.ts';

interface NoFaultsProps {
  summary: FaultSummary;
  /** The list is empty because of a filter. */
  narrowed: boolean;
  onClear: () => void;
}

/** An empty list: nothing known yet, nothing that matches, nothing wrong, or nothing that is known to be wrong. */
export function NoFaults({ summary, narrowed, onClear }: NoFaultsProps) {
  const { newest, counts } = summary;
  if (newest === null) {
    return (
      <EmptyState
        title="No data yet"
        action={
          <Button component={Link} href="/">
            To the plant
          </Button>
        }
      >
        Faults are found in a day’s published result, and no day has one yet.
      </EmptyState>
    );
  }
  if (narrowed) {
    return (
      <Notice
        tone="quiet"
        title="No case matches these filters"
        action={
          <Button variant="default" size="xs" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        {formatCount(Object.values(counts).reduce((sum, count) => sum + count, 0))} in all.
      </Notice>
    );
  }
  const put = `${formatCount(counts.snoozed)} snoozed, ${formatCount(counts.resolved)} resolved.`;
  const unknown = newest.arrays - newest.withVerdict;
  if (unknown > 0) {
    return (
      <Notice tone="warn" title="Nothing to do, so far as is known">
        {formatPlural(unknown, 'array')} had no verdict on {formatDay(newest.day)} and may have a fault. {put}
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={counts.snoozed === 0 ? 'All healthy' : 'Nothing to do'}>
      Every array had a verdict on {formatDay(newest.day)}, and no fault waits for anybody. {put}
    </Notice>
  );
}
