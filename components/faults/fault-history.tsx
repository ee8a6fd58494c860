import Link from 'next/link';
import { eventWords } from '#components/faults/fault-words.ts';
import { formatDay, formatInstant } from '#components/format/time.ts';
import type { FaultEvent } from '#domain/faults.ts';
import styles from './fault-page.module.css';

/** What became of a fault, newest first: what results did to it, and what people did. */
export function FaultHistory({
  events,
  utcOffsetMinutes,
}: {
  events: readonly FaultEvent[];
  utcOffsetMinutes: number;
}) {
  return (
    <ol className={styles.history}>
      {[...events].reverse().map((event) => (
        <li key={event.id} data-kind={event.kind}>
          <div className={styles.what}>{eventWords(event)}</div>
          {event.note !== null && <div className={styles.note}>{event.note}</div>}
          <div className={styles.when}>
            {event.by ?? <ByResult event={event} />} · {formatInstant(event.at, utcOffsetMinutes)}
          </div>
        </li>
      ))}
    </ol>
  );
}

function ByResult({ event }: { event: FaultEvent }) {
  const words = `the result of ${event.day === null ? 'a day' : formatDay(event.day)}`;
  return event.runId === null ? words : <Link href={`/runs/${event.runId}`}>{words}</Link>;
}
