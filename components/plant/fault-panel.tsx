'use client';

import { memo, useMemo } from 'react';
import type { CellKind } from '#components/charts/cell-kinds.ts';
import { formatCount, formatPlural } from '#components/format/numbers.ts';
import { CellList } from '#components/plant/cell-list.tsx';
import { listedCells } from '#components/plant/list-cells.ts';
import { summarizeDay } from '#components/plant/summarize-day.ts';
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
  const listed = useMemo(() => listedCells(view.cells, shown), [view.cells, shown]);
  const title = shown === null ? 'Faults, surest first' : 'Arrays of the filter';
  return (
    <Panel title={title} aside={<span className={styles.count}>{view.run ? formatCount(listed.length) : ''}</span>}>
      {listed.length > 0 ? (
        <CellList cells={listed} hrefOf={hrefOf} onMark={onMark} />
      ) : (
        <NoneListed view={view} filtered={shown !== null} />
      )}
    </Panel>
  );
});

function NoneListed({ view, filtered }: { view: PlantDayView; filtered: boolean }) {
  if (view.run === null) {
    return <p className={styles.none}>Unknown: this day has no published result.</p>;
  }
  if (filtered) return <p className={styles.none}>No array of this day is of the chosen kinds.</p>;
  const { withVerdict, arrays } = summarizeDay(view);
  if (withVerdict === 0) {
    return (
      <Notice tone="warn" title="Nothing can be said">
        No array has a verdict on this day.
      </Notice>
    );
  }
  if (withVerdict < arrays) {
    return (
      <Notice tone="warn" title="No fault found so far as is known">
        {formatPlural(arrays - withVerdict, 'array')} without a verdict may still have one.
      </Notice>
    );
  }
  return (
    <Notice tone="good" title="All healthy">
      Every array has a verdict, and every verdict is normal.
    </Notice>
  );
}
