import { kindOf } from '#components/charts/cell-kinds.ts';
import { lossWords } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { arrayPath } from '#domain/device-id.ts';
import type { FaultRibbonDay } from '#domain/faults.ts';
import styles from './fault-page.module.css';

/** The array's last published days, one mark a day in the colour of what it shows; days without a result are gaps. */
export function FaultRibbon({ days, deviceId }: { days: readonly FaultRibbonDay[]; deviceId: string }) {
  const t = useTexts();
  return (
    <ol className={styles.ribbon} aria-label={t('fault.ribbon', { count: days.length, deviceId })}>
      {days.map(({ day, condition, reason, fault, lossKwh, seen }) => {
        const kind = fault && !condition ? fault : kindOf({ condition, reason });
        const verdict = condition
          ? t(`kinds.${condition}`)
          : fault
            ? t(`kinds.${fault}`)
            : reason
              ? t('plant.noVerdictBecause', { reason: t(`kindsInText.${reason}`) })
              : t('kinds.no_verdict');
        const words = `${t.day(day)}: ${verdict}${lossKwh === null ? '' : `, ${lossWords(lossKwh, t)}`}`;
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
