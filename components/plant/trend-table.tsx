import { TREND_KINDS, type TrendRow, trendLabel } from '#components/charts/prepare-trend.ts';
import { formatCount } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import styles from './trend-panel.module.css';

/** The chart in figures, the newest day first; a day without a result says so. */
export function TrendTable({ rows, onPick }: { rows: readonly TrendRow[]; onPick: (day: string) => void }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Trend in figures">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {TREND_KINDS.map((kind) => (
              <th key={kind} scope="col">
                {trendLabel(kind)}
              </th>
            ))}
            <th scope="col">Normal</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map((row) => (
            <tr key={row.day}>
              <th scope="row">
                {row.faults === null ? (
                  formatDay(row.day)
                ) : (
                  <button type="button" className={styles.link} onClick={() => onPick(row.day)}>
                    {formatDay(row.day)}
                  </button>
                )}
              </th>
              {row.faults === null ? (
                <td colSpan={TREND_KINDS.length + 1}>no result</td>
              ) : (
                [...TREND_KINDS, 'normal' as const].map((kind) => <td key={kind}>{formatCount(row[kind] ?? 0)}</td>)
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
