'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useLaterEvents } from '#components/data/use-later-events.ts';
import { formatCount } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { STAGE_WORDS } from '#components/runs/run-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { EVENT_LEVELS, type EventLevel } from '#domain/run-events.ts';
import type { RunDetail, RunEventView } from '#domain/views.ts';
import styles from './run-events.module.css';

const LEVEL_WORDS = { info: 'Info', warning: 'Warning', error: 'Error' } as const;
const FILTER_WORDS = { info: 'All', warning: 'Warnings', error: 'Errors' } as const;

interface RunEventsProps {
  run: RunDetail;
  live: boolean;
  utcOffsetMinutes: number;
}

/** The run's log in the order of time, from a level that the URL names; what went wrong is also gathered at the top. */
export function RunEvents({ run: { id, events }, live, utcOffsetMinutes }: RunEventsProps) {
  const { search, write } = useUrlState();
  const later = useLaterEvents(id);
  const level = EVENT_LEVELS.find((known) => known === search.get('level')) ?? 'info';
  if (events.length === 0) return <p className={styles.none}>Nothing has been noted yet.</p>;
  const wrong = atLeast(events, 'warning');
  const shown = atLeast(events, level);
  return (
    <>
      <SegmentedControl
        className={styles.filter}
        size="xs"
        aria-label="Lines from this level on"
        value={level}
        data={EVENT_LEVELS.map((value) => ({
          value,
          label: `${FILTER_WORDS[value]} ${formatCount(atLeast(events, value).length)}`,
        }))}
        onChange={(value) => write({ level: value === 'info' ? null : value }, 'replace')}
      />
      {level === 'info' && wrong.length > 0 && wrong.length < events.length && (
        <div className={styles.wrong}>
          <h3 className={styles.heading}>Errors and warnings</h3>
          {/* Errors before warnings, each in the order of time. */}
          <EventList events={wrong.toSorted((a, b) => rankOf(b) - rankOf(a))} utcOffsetMinutes={utcOffsetMinutes} />
        </div>
      )}
      {shown.length === 0 ? (
        <p className={styles.none}>No line of this level.</p>
      ) : (
        <EventList events={shown} utcOffsetMinutes={utcOffsetMinutes} />
      )}
      {later.error && (
        <Notice tone="warn" title="The following lines could not be loaded">
          {later.error.message}
        </Notice>
      )}
      {!live && events.length >= later.firstPage && !later.atEnd && (
        <Button variant="default" size="xs" mt="md" loading={later.isPending} onClick={later.load}>
          Following lines
        </Button>
      )}
    </>
  );
}

const rankOf = ({ level }: RunEventView) => EVENT_LEVELS.indexOf(level);

function atLeast(events: readonly RunEventView[], level: EventLevel): RunEventView[] {
  return events.filter((event) => rankOf(event) >= EVENT_LEVELS.indexOf(level));
}

function EventList({ events, utcOffsetMinutes }: { events: readonly RunEventView[]; utcOffsetMinutes: number }) {
  return (
    <ol className={styles.events}>
      {events.map((event) => (
        <li key={event.id} className={styles.event} data-level={event.level}>
          <span className={styles.level}>{LEVEL_WORDS[event.level]}</span>
          <span className={styles.message}>
            {event.stage && <b>{STAGE_WORDS[event.stage]}: </b>}
            {event.message}
          </span>
          <time className={styles.time} dateTime={event.at}>
            {formatInstant(event.at, utcOffsetMinutes)}
          </time>
        </li>
      ))}
    </ol>
  );
}
