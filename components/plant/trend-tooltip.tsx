import { TREND_KINDS, type TrendRow } from '#components/charts/prepare-trend.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import styles from './trend-panel.module.css';

export function TrendTooltip({ row, title }: { row: TrendRow; title: string }) {
  const t = useTexts();
  return (
    <div className={styles.tooltip}>
      <div className={styles.tooltipDay}>{title}</div>
      {row.faults === null ? (
        <div>{t('plant.noResult')}</div>
      ) : (
        TREND_KINDS.map((kind) => (
          <div key={kind} className={styles.tooltipRow}>
            <KindSwatch kind={kind} />
            <span>{t(`kinds.${kind}`)}</span>
            <b>{t.count(row[kind] ?? 0)}</b>
          </div>
        ))
      )}
    </div>
  );
}
