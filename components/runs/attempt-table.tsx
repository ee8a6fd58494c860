import type { GanttBar } from '#components/charts/prepare-gantt.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { isPartitioned } from '#domain/run.ts';
import styles from './shard-gantt.module.css';

/** The timeline of shards in words, for those who do not see it or want to read it line by line. */
export function AttemptTable({ bars, utcOffsetMinutes }: { bars: readonly GanttBar[]; utcOffsetMinutes: number }) {
  const t = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label={t('run.attempts')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('run.shard')}</th>
            <th scope="col">{t('run.worker')}</th>
            <th scope="col">{t('run.began')}</th>
            <th scope="col">{t('run.took')}</th>
            <th scope="col">{t('run.outcomeLabel')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={keyOf(bar)}>
              <th scope="row">{nameOf(bar, t)}</th>
              <td>{bar.attempt.worker}</td>
              <td>{t.instant(bar.attempt.startedAt, utcOffsetMinutes)}</td>
              <td>{t.duration(bar.durationMs)}</td>
              <td>
                {t(`run.outcome.${bar.outcome}`)}
                {bar.attempt.error ? `: ${bar.attempt.error}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const keyOf = ({ attempt: { stage, partition, fence } }: GanttBar) => `${stage} ${partition} ${fence}`;

/** "Ingest 3", "Ingest 3, attempt 2", "Publish". */
export function nameOf({ attempt: { stage, partition, attempt, fence } }: GanttBar, t: Texts): string {
  const shard = isPartitioned(stage) ? ` ${partition}` : '';
  return `${t(`run.stage.${stage}`)}${shard}${fence > 1 ? t('run.attemptNumber', { attempt }) : ''}`;
}
