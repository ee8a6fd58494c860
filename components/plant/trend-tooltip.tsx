import { TREND_KINDS, type TrendRow, trendLabel } from '#components/charts/prepare-trend.ts';
import { formatCount } from '#components/format/numbers.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import styles from './trend-panel.module.css';

export function TrendTooltip({ row, title }: { row: TrendRow; title: string }) {
  return (
    <div className={styles.tooltip}>
      <div className={styles.tooltipDay}>{title}</div>
      {row.faults === null ? (
        <div>No result</div>
      ) : (
        TREND_KINDS.map((kind) => (
          <div key={kind} className={styles.tooltipRow}>
            <KindSwatch kind={kind} />
            <span>{trendLabel(kind)}</span>
            <b>{formatCount(row[kind] ?? 0)}</b>
          </div>
        ))
      )}
    </div>
  );
}
