import { kindOf } from '#components/charts/cell-kinds.ts';
import type { Box } from '#components/charts/plant-layout.ts';
import { formatKwh, formatShare, WITHIN_UNCERTAINTY_WORDS } from '#components/format/numbers.ts';
import { isDoubtfulFault, placeWords, verdictWords } from '#components/plant/cell-words.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './cell-readout.module.css';

const WIDTH = 224;
const HEIGHT = 205;

/** What is known of the cell under the cursor, beside it and inside the map. */
export function CellReadout(props: { cell: GridCell; box: Box; width: number; height: number }) {
  const { cell, box, width, height } = props;
  const right = box.x + box.width + 10;
  const x = right + WIDTH <= width ? right : Math.max(0, box.x - WIDTH - 10);
  const y = Math.max(0, Math.min(box.y, height - HEIGHT));
  return (
    <div aria-hidden="true" className={styles.readout} style={{ width: WIDTH, transform: `translate(${x}px, ${y}px)` }}>
      <div className={styles.device}>{cell.deviceId}</div>
      <div className={styles.place}>{placeWords(cell)}</div>
      <div className={styles.verdict}>
        <KindSwatch kind={kindOf(cell)} /> {verdictWords(cell)}
      </div>
      {cell.confidence !== null && (
        <div className={styles.row}>
          <span>{cell.condition === null ? 'Best guess' : 'Confidence'}</span>
          <b>{formatShare(cell.confidence)}</b>
        </div>
      )}
      {cell.coverage !== null && (
        <div className={styles.row}>
          <span>Daylight data</span>
          <b>{formatShare(cell.coverage)}</b>
        </div>
      )}
      {cell.lossKwh !== null && (
        <div className={styles.row}>
          <span>Energy loss</span>
          <b>{formatKwh(cell.lossKwh)}</b>
        </div>
      )}
      {isDoubtfulFault(cell) && <div className={styles.place}>{WITHIN_UNCERTAINTY_WORDS}</div>}
    </div>
  );
}
