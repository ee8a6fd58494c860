import { Button } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
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
  const t = useTexts();
  const { newest, counts } = summary;
  if (newest === null) {
    return (
      <EmptyState
        title={t('fault.noData')}
        action={
          <Button component={Link} href="/">
            {t('common.toPlant')}
          </Button>
        }
      >
        {t('fault.noDataText')}
      </EmptyState>
    );
  }
  if (narrowed) {
    return (
      <Notice
        tone="quiet"
        title={t('fault.noMatch')}
        action={
          <Button variant="default" size="xs" onClick={onClear}>
            {t('fault.clearFilters')}
          </Button>
        }
      >
        {t('fault.total', { count: Object.values(counts).reduce((sum, count) => sum + count, 0) })}
      </Notice>
    );
  }
  const put = t('fault.putAway', { snoozed: counts.snoozed, resolved: counts.resolved });
  const unknown = newest.arrays - newest.withVerdict;
  if (unknown > 0) {
    return (
      <Notice tone="warn" title={t('fault.nothingKnown')}>
        {t('fault.unknownArrays', { count: unknown, day: t.day(newest.day) })} {put}
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={counts.snoozed === 0 ? t('plant.healthy') : t('fault.nothingToDo')}>
      {t('fault.allKnown', { day: t.day(newest.day) })} {put}
    </Notice>
  );
}
