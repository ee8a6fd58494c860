import { COLOR_BY_LABELS, type Measure, measureRange } from '#components/charts/cell-measures.ts';
import { viridisGradient } from '#components/charts/viridis.ts';
import { formatShare } from '#components/format/numbers.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './color-scale.module.css';

/** The scale of a measure with its ends in their unit, and what hatching means. */
export function ColorScale({ cells, measure }: { cells: readonly GridCell[]; measure: Measure }) {
  const { low, high } = measureRange(cells, measure);
  const write = measure === 'loss' ? (kwh: number) => `${kwh} kWh` : (share: number) => formatShare(share);
  const unknown = measure === 'loss' ? cells.every(({ lossKwh }) => lossKwh === null) : false;
  return (
    <div className={styles.scale}>
      <span className={styles.name}>{COLOR_BY_LABELS[measure]}</span>
      <span>{write(low)}</span>
      <span className={styles.bar} style={{ background: viridisGradient('to right') }} />
      <span>
        {write(high)}
        {measure === 'loss' ? ' and more' : ''}
      </span>
      <span className={styles.unknown}>
        <KindSwatch kind="no_verdict" /> {unknown ? 'not known of any array on this day' : 'not known'}
      </span>
    </div>
  );
}
