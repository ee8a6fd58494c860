import Link from 'next/link';
import { lossWords } from '#components/faults/fault-words.ts';
import { formatDay } from '#components/format/time.ts';
import { CONDITION_LABELS } from '#server/domain/conditions.ts';
import type { FaultRibbonDay } from '#server/domain/faults.ts';
import { NO_VERDICT_LABELS } from '#server/domain/verdict.ts';
import styles from './fault-page.module.css';

/** The array's last published days, one mark a day in the colour of its condition; days without a result are gaps. */
export function FaultRibbon({ days, deviceId }: { days: readonly FaultRibbonDay[]; deviceId: string }) {
  return (
    <ol className={styles.ribbon} aria-label={`The last ${days.length} days of ${deviceId}`}>
      {days.map(({ day, condition, reason, lossKwh, seen }) => {
        const kind = condition ?? 'no_verdict';
        const verdict = condition
          ? CONDITION_LABELS[condition]
          : `No verdict: ${reason ? NO_VERDICT_LABELS[reason] : ''}`;
        const words = `${formatDay(day)}: ${verdict}${lossKwh === null ? '' : `, ${lossWords(lossKwh)}`}`;
        return (
          <li key={day}>
            <Link
              className={styles.day}
              href={`/arrays/${deviceId}?day=${day}`}
              prefetch={false}
              aria-label={words}
              title={words}
              data-kind={kind}
              data-seen={seen}
              style={{ '--kind': `var(--kind-${kind})` }}
            />
          </li>
        );
      })}
    </ol>
  );
}
