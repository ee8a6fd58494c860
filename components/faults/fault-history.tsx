import { eventWords } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
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
  const t = useTexts();
  return (
    <ol className={styles.history}>
      {[...events].reverse().map((event) => (
        <li key={event.id} data-kind={event.kind}>
          <div className={styles.what}>{eventWords(event, t)}</div>
          {event.note !== null && <div className={styles.note}>{event.note}</div>}
          <div className={styles.when}>
            {event.by ?? <ByResult event={event} />} · {t.instant(event.at, utcOffsetMinutes)}
          </div>
        </li>
      ))}
    </ol>
  );
}

function ByResult({ event }: { event: FaultEvent }) {
  const t = useTexts();
  const words = event.day === null ? t('fault.resultOfADay') : t('fault.resultOf', { day: t.day(event.day) });
  return event.runId === null ? words : <Link href={`/runs/${event.runId}`}>{words}</Link>;
}
