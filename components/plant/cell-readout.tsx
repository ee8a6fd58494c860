import { kindOf } from '#components/charts/cell-kinds.ts';
import type { Box } from '#components/charts/plant-layout.ts';
import { isDoubtfulFault, placeWords, verdictWords } from '#components/plant/cell-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './cell-readout.module.css';

const WIDTH = 224;
const HEIGHT = 205;

/** What is known of the cell under the cursor, beside it and inside the map. */
export function CellReadout(props: { cell: GridCell; box: Box; width: number; height: number }) {
  const t = useTexts();
  const { cell, box, width, height } = props;
  const right = box.x + box.width + 10;
  const x = right + WIDTH <= width ? right : Math.max(0, box.x - WIDTH - 10);
  const y = Math.max(0, Math.min(box.y, height - HEIGHT));
  return (
    <div aria-hidden="true" className={styles.readout} style={{ width: WIDTH, transform: `translate(${x}px, ${y}px)` }}>
      <div className={styles.device}>{cell.deviceId}</div>
      <div className={styles.place}>{placeWords(cell, t)}</div>
      <div className={styles.verdict}>
        <KindSwatch kind={kindOf(cell)} /> {verdictWords(cell, t)}
      </div>
      {cell.confidence !== null && (
        <div className={styles.row}>
          <span>{cell.condition === null ? t('plant.bestGuess') : t('colorBy.confidence')}</span>
          <b>{t.share(cell.confidence)}</b>
        </div>
      )}
      {cell.coverage !== null && (
        <div className={styles.row}>
          <span>{t('colorBy.coverage')}</span>
          <b>{t.share(cell.coverage)}</b>
        </div>
      )}
      {cell.lossKwh !== null && (
        <div className={styles.row}>
          <span>{t('colorBy.loss')}</span>
          <b>{t.kwh(cell.lossKwh)}</b>
        </div>
      )}
      {isDoubtfulFault(cell) && <div className={styles.place}>{t('common.withinUncertainty')}</div>}
    </div>
  );
}
