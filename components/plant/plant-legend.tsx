'use client';

import { memo } from 'react';
import { CELL_KINDS, type CellKind, KIND_CODES, NAMED_REASONS } from '#components/charts/cell-kinds.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import styles from './plant-legend.module.css';

interface PlantLegendProps {
  counts: Record<CellKind, number>;
  shown: ReadonlySet<CellKind> | null;
  onToggle: (kind: CellKind) => void;
  onClear: () => void;
}

/** Not offered on a day that has none. */
const RARE: ReadonlySet<CellKind> = new Set<CellKind>([...NAMED_REASONS, 'missing']);

/** The colours with their counts; each is a switch that brings its arrays forward. */
export const PlantLegend = memo(function PlantLegend({ counts, shown, onToggle, onClear }: PlantLegendProps) {
  const t = useTexts();
  return (
    <fieldset className={styles.legend} aria-label={t('plant.showOnly')}>
      {CELL_KINDS.filter((kind) => !RARE.has(kind) || counts[kind] > 0 || shown?.has(kind)).map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.item}
          data-off={shown !== null && !shown.has(kind)}
          data-none={counts[kind] === 0}
          aria-pressed={shown?.has(kind) ?? false}
          onClick={() => onToggle(kind)}
        >
          <KindSwatch kind={kind} />
          <span>{t(`kinds.${kind}`)}</span>
          {KIND_CODES[kind] !== '' && <span className={styles.code}>{KIND_CODES[kind]}</span>}
          <span className={styles.count}>{t.count(counts[kind])}</span>
        </button>
      ))}
      {shown !== null && (
        <button type="button" className={`${styles.item} ${styles.clear}`} onClick={onClear}>
          {t('plant.showAll')}
        </button>
      )}
    </fieldset>
  );
});
