'use client';

import { useMounted } from '@mantine/hooks';
import { useFollowRun } from '#components/data/use-follow-run.ts';
import { LiveRunPanel } from '#components/runs/live-run-panel.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import { isLive } from '#domain/run.ts';

/** What an operator has to know before reading the result: a run under way, a newer one that failed, none at all. */
export function DayNotices({ view }: { view: PartialPlantDay }) {
  const t = useTexts();
  const newest = useFollowRun(view.newerRun ?? view.run);
  const mounted = useMounted();
  const { utcOffsetMinutes } = view.plant;
  if (newest === null) {
    return (
      <Notice tone="quiet" title={t('plant.noRunYet')}>
        {t('plant.noRunText')}
      </Notice>
    );
  }
  // It tells durations up to now, which the server that renders the page cannot know.
  if (isLive(newest.state)) return mounted && <LiveRunPanel run={newest} utcOffsetMinutes={utcOffsetMinutes} />;
  if (newest.state === 'succeeded') return null;
  const at = newest.endedAt && t.instant(newest.endedAt, utcOffsetMinutes);
  const shown = view.run ? t('plant.earlierShown') : t('plant.dayHasNone');
  const cancelled = newest.state === 'cancelled';
  return (
    <Notice
      tone={cancelled ? 'warn' : 'bad'}
      title={
        at
          ? t(cancelled ? 'plant.newestCancelledAt' : 'plant.newestFailedAt', { at })
          : t(cancelled ? 'plant.newestCancelled' : 'plant.newestFailed')
      }
      action={<Link href={`/runs/${newest.id}`}>{t('plant.runOf', { id: shortRunId(newest.id) })}</Link>}
    >
      {newest.error ? `${newest.error}. ` : ''}
      {shown}
    </Notice>
  );
}
