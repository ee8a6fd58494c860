import { formatInstant } from '#components/format/time.ts';
import { STAGE_WORDS } from '#components/runs/run-words.ts';
import type { RunDetail } from '#server/domain/views.ts';
import styles from './run-events.module.css';

const LEVEL_WORDS = { info: 'Info', warning: 'Warning', error: 'Error' } as const;

/** The run's log in the order of time; what went wrong is also gathered at the top. */
export function RunEvents({ events, utcOffsetMinutes }: { events: RunDetail['events']; utcOffsetMinutes: number }) {
  if (events.length === 0) return <p className={styles.none}>Nothing has been noted yet.</p>;
  const wrong = events.filter((event) => event.level !== 'info');
  return (
    <>
      {wrong.length > 0 && wrong.length < events.length && (
        <div className={styles.wrong}>
          <h3 className={styles.heading}>Errors and warnings</h3>
          <EventList events={wrong} utcOffsetMinutes={utcOffsetMinutes} />
        </div>
      )}
      <EventList events={events} utcOffsetMinutes={utcOffsetMinutes} />
    </>
  );
}

function EventList({ events, utcOffsetMinutes }: { events: RunDetail['events']; utcOffsetMinutes: number }) {
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
