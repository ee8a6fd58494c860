import Link from 'next/link';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { lossWords } from '#components/faults/fault-words.ts';
import { formatDay } from '#components/format/time.ts';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import { arrayPath } from '#domain/device-id.ts';
import { FAULT_LABELS } from '#domain/fault-kinds.ts';
import type { FaultRibbonDay } from '#domain/faults.ts';
import { NO_VERDICT_LABELS } from '#domain/no-verdict-reasons.ts';
import styles from './fault-page.module.css';

/** The array's last published days, one mark a day in the colour of what it shows; days without a result are gaps. */
export function FaultRibbon({ days, deviceId }: { days: readonly FaultRibbonDay[]; deviceId: string }) {
  return (
    <ol className={styles.ribbon} aria-label={`The last ${days.length} days of ${deviceId}`}>
      {days.map(({ day, condition, reason, fault, lossKwh, seen }) => {
        const kind = fault && !condition ? fault : kindOf({ condition, reason });
        const verdict = condition
          ? CONDITION_LABELS[condition]
          : fault
            ? FAULT_LABELS[fault]
            : `No verdict: ${reason ? NO_VERDICT_LABELS[reason] : ''}`;
        const words = `${formatDay(day)}: ${verdict}${lossKwh === null ? '' : `, ${lossWords(lossKwh)}`}`;
        return (
          <li key={day}>
            <Link
              className={styles.day}
              href={`${arrayPath(deviceId)}?day=${day}`}
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
