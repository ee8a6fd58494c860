'use client';

import { useMounted } from '@mantine/hooks';
import Link from 'next/link';
import { useFollowRun } from '#components/data/use-follow-run.ts';
import { formatInstant } from '#components/format/time.ts';
import { LiveRunPanel } from '#components/runs/live-run-panel.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import { isLive } from '#domain/run.ts';

/** What an operator has to know before reading the result: a run under way, a newer one that failed, none at all. */
export function DayNotices({ view }: { view: PartialPlantDay }) {
  const newest = useFollowRun(view.newerRun ?? view.run);
  const mounted = useMounted();
  const { utcOffsetMinutes } = view.plant;
  if (newest === null) {
    return (
      <Notice tone="quiet" title="No run of this day yet">
        Nothing is known of this day. “Run this day” reads its readings and publishes a result.
      </Notice>
    );
  }
  // It tells durations up to now, which the server that renders the page cannot know.
  if (isLive(newest.state)) return mounted && <LiveRunPanel run={newest} utcOffsetMinutes={utcOffsetMinutes} />;
  if (newest.state === 'succeeded') return null;
  const ended = newest.endedAt ? ` at ${formatInstant(newest.endedAt, utcOffsetMinutes)}` : '';
  const kept = view.run ? 'What you see is the result from before it.' : 'This day has no result.';
  const cancelled = newest.state === 'cancelled';
  return (
    <Notice
      tone={cancelled ? 'warn' : 'bad'}
      title={`The newest run of this day ${cancelled ? 'was cancelled' : 'failed'}${ended}`}
      action={<Link href={`/runs/${newest.id}`}>Run {shortRunId(newest.id)}</Link>}
    >
      {newest.error ? `${newest.error}. ` : ''}
      {kept}
    </Notice>
  );
}
