import { type Measure, measureRange } from '#components/charts/cell-measures.ts';
import { viridisGradient } from '#components/charts/viridis.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './color-scale.module.css';

/** The scale of a measure with its ends in their unit, and what hatching means. */
export function ColorScale({ cells, measure }: { cells: readonly GridCell[]; measure: Measure }) {
  const t = useTexts();
  const { low, high } = measureRange(cells, measure);
  const write = measure === 'loss' ? (kwh: number) => `${t.count(kwh)} kWh` : (share: number) => t.share(share);
  const unknown = measure === 'loss' ? cells.every(({ lossKwh }) => lossKwh === null) : false;
  return (
    <div className={styles.scale}>
      <span className={styles.name}>{t(`colorBy.${measure}`)}</span>
      <span>{write(low)}</span>
      <span className={styles.bar} style={{ background: viridisGradient('to right') }} />
      <span>{measure === 'loss' ? t('plant.andMore', { value: write(high) }) : write(high)}</span>
      <span className={styles.unknown}>
        <KindSwatch kind="no_verdict" /> {unknown ? t('plant.unknownForAll') : t('plant.unknown')}
      </span>
    </div>
  );
}
