'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useLaterEvents } from '#components/data/use-later-events.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

import { Notice } from '#components/ui/notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { EVENT_LEVELS, type EventLevel } from '#domain/run-events.ts';
import type { RunDetail, RunEventView } from '#domain/views.ts';
import styles from './run-events.module.css';

interface RunEventsProps {
  run: RunDetail;
  live: boolean;
  utcOffsetMinutes: number;
}

/** The run's log in the order of time, from a level that the URL names; what went wrong is also gathered at the top. */
export function RunEvents({ run: { id, events }, live, utcOffsetMinutes }: RunEventsProps) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const later = useLaterEvents(id);
  const level = EVENT_LEVELS.find((known) => known === search.get('level')) ?? 'info';
  if (events.length === 0) return <p className={styles.none}>{t('run.noLog')}</p>;
  const wrong = atLeast(events, 'warning');
  const shown = atLeast(events, level);
  return (
    <>
      <SegmentedControl
        className={styles.filter}
        size="xs"
        aria-label={t('run.fromLevel')}
        value={level}
        data={EVENT_LEVELS.map((value) => ({
          value,
          label: t(`run.levelFilter.${value}`, { count: atLeast(events, value).length }),
        }))}
        onChange={(value) => write({ level: value === 'info' ? null : value }, 'replace')}
      />
      {level === 'info' && wrong.length > 0 && wrong.length < events.length && (
        <div className={styles.wrong}>
          <h3 className={styles.heading}>{t('run.errorsAndWarnings')}</h3>
          {/* Errors before warnings, each in the order of time. */}
          <EventList events={wrong.toSorted((a, b) => rankOf(b) - rankOf(a))} utcOffsetMinutes={utcOffsetMinutes} />
        </div>
      )}
      {shown.length === 0 ? (
        <p className={styles.none}>{t('run.noLine')}</p>
      ) : (
        <EventList events={shown} utcOffsetMinutes={utcOffsetMinutes} />
      )}
      {later.error && (
        <Notice tone="warn" title={t('run.nextNotLoaded')}>
          {later.error.message}
        </Notice>
      )}
      {!live && events.length >= later.firstPage && !later.atEnd && (
        <Button variant="default" size="xs" mt="md" loading={later.isPending} onClick={later.load}>
          {t('run.nextLines')}
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
  const t = useTexts();
  return (
    <ol className={styles.events}>
      {events.map((event) => (
        <li key={event.id} className={styles.event} data-level={event.level}>
          <span className={styles.level}>{t(`run.level.${event.level}`)}</span>
          <span className={styles.message}>
            {event.stage && <b>{t(`run.stage.${event.stage}`)}: </b>}
            {event.message}
          </span>
          <time className={styles.time} dateTime={event.at}>
            {t.instant(event.at, utcOffsetMinutes)}
          </time>
        </li>
      ))}
    </ol>
  );
}
