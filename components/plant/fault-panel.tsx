'use client';

import { memo, useMemo } from 'react';
import type { CellKind } from '#components/charts/cell-kinds.ts';
import { CellList } from '#components/plant/cell-list.tsx';
import { listedCells } from '#components/plant/list-cells.ts';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GridCell, PlantDayView } from '#domain/views.ts';
import styles from './fault-panel.module.css';

interface FaultPanelProps {
  view: PlantDayView;
  shown: ReadonlySet<CellKind> | null;
  hrefOf: (cell: GridCell) => string;
  onMark: (deviceId: string | null) => void;
}

/** The day's faults beside the map, or the arrays the filter brings forward. "None" says how far it can be believed. */
export const FaultPanel = memo(function FaultPanel({ view, shown, hrefOf, onMark }: FaultPanelProps) {
  const t = useTexts();
  const listed = useMemo(() => listedCells(view.cells, shown), [view.cells, shown]);
  const title = shown === null ? t('plant.faultsSurest') : t('plant.filtered');
  return (
    <Panel title={title} aside={<span className={styles.count}>{view.run ? t.count(listed.length) : ''}</span>}>
      {listed.length > 0 ? (
        <CellList cells={listed} hrefOf={hrefOf} onMark={onMark} />
      ) : (
        <NoneListed view={view} filtered={shown !== null} />
      )}
    </Panel>
  );
});

function NoneListed({ view, filtered }: { view: PlantDayView; filtered: boolean }) {
  const t = useTexts();
  if (view.run === null) {
    return <p className={styles.none}>{t('plant.unknownFaults')}</p>;
  }
  if (filtered) return <p className={styles.none}>{t('plant.noneOfKinds')}</p>;
  const { withVerdict, arrays } = summarizeDay(view);
  if (withVerdict === 0) {
    return (
      <Notice tone="warn" title={t('plant.nothingSaid')}>
        {t('plant.noneHasVerdict')}
      </Notice>
    );
  }
  if (withVerdict < arrays) {
    return (
      <Notice tone="warn" title={t('plant.noFaultKnown')}>
        {t('plant.mayHave', { count: arrays - withVerdict })}
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={t('plant.healthy')}>
      {t('plant.allNormal')}
    </Notice>
  );
}
