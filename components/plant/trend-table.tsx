import { TREND_KINDS, type TrendRow } from '#components/charts/prepare-trend.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './trend-panel.module.css';

/** The chart in figures, the newest day first; a day without a result says so. */
export function TrendTable({ rows, onPick }: { rows: readonly TrendRow[]; onPick: (day: string) => void }) {
  const t = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('trend.figures')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('trend.day')}</th>
            {TREND_KINDS.map((kind) => (
              <th key={kind} scope="col">
                {t(`kinds.${kind}`)}
              </th>
            ))}
            <th scope="col">{t('kinds.normal')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.day}>
              <th scope="row">
                {row.faults === null ? (
                  t.day(row.day)
                ) : (
                  <button type="button" className={styles.link} onClick={() => onPick(row.day)}>
                    {t.day(row.day)}
                  </button>
                )}
              </th>
              {row.faults === null ? (
                <td colSpan={TREND_KINDS.length + 1}>{t('judge.noResult')}</td>
              ) : (
                [...TREND_KINDS, 'normal' as const].map((kind) => <td key={kind}>{t.count(row[kind] ?? 0)}</td>)
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
