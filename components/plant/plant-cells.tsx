'use client';

import { Skeleton } from '@mantine/core';
import { lazy, memo, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { type CellKind, kindOf, parseShow, toggleShow } from '#components/charts/cell-kinds.ts';
import { type ColorBy, parseColorBy } from '#components/charts/cell-measures.ts';
import { ColorScale } from '#components/plant/color-scale.tsx';
import { FindArray } from '#components/plant/find-array.tsx';
import { findCells } from '#components/plant/list-cells.ts';
import { MapSwitches } from '#components/plant/map-switches.tsx';
import { PlantLegend } from '#components/plant/plant-legend.tsx';
import { PlantMap } from '#components/plant/plant-map.tsx';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useListedKeys } from '#components/ui/shortcuts.ts';
import { useGoTo } from '#components/ui/use-plant.ts';
import { hrefOf, useUrlState } from '#components/ui/use-url-state.ts';
import { arrayPath } from '#domain/device-id.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import type { GridCell, PlantDayView } from '#domain/views.ts';
import styles from './plant-page.module.css';

// The map is what most come for: the table's code comes with the first one that is asked for.
const CellTable = lazy(() =>
  import('#components/plant/cell-table.tsx').then((module) => ({ default: module.CellTable })),
);

// It follows the map anyway.
const FaultPanel = lazy(() =>
  import('#components/plant/fault-panel.tsx').then((module) => ({ default: module.FaultPanel })),
);

const mapKeys = (t: Texts) => [
  { keys: '← ↑ → ↓', words: t('plant.keyMove') },
  { keys: 'f', words: t('plant.keyFault') },
  { keys: '+ - 0', words: t('plant.keyZoom') },
  { keys: 'Enter', words: t('plant.keyOpen') },
];

const NO_CELLS: readonly GridCell[] = [];

/**
 * The plant's arrays: legend, map or table, and the list beside them. Filter, colours, view, zoom are in the URL. All but
 * the arrays is on the page before they are: what is there already need not be made when they come.
 */
export const PlantCells = memo(function PlantCells({ view }: { view: PartialPlantDay }) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const goTo = useGoTo();
  const [marked, setMarked] = useState<string | null>(null);
  const { day } = view;
  const whole = 'cells' in view ? view : null;
  const cells = whole?.cells ?? NO_CELLS;
  const show = search.get('show');
  const find = search.get('find') ?? '';
  const colorBy = parseColorBy(search.get('by'));
  const asTable = search.get('view') === 'table';
  const shown = useMemo(() => parseShow(show), [show]);
  // A filter's button answers at once; ten thousand arrays follow it.
  const filter = useDeferredValue(shown);
  const found = useMemo(() => (find === '' ? null : findCells(cells, find)), [cells, find]);
  const chosen = useMemo(
    () => (filter === null ? (found ?? cells) : (found ?? cells).filter((cell) => filter.has(kindOf(cell)))),
    [cells, found, filter],
  );
  const hrefOfCell = useCallback((cell: GridCell) => hrefOf(arrayPath(cell.deviceId), { day, show }), [day, show]);
  const open = useCallback((cell: GridCell) => goTo(hrefOfCell(cell)), [goTo, hrefOfCell]);
  const settle = useCallback((at: string | null) => write({ at }, 'replace'), [write]);
  // The map first: the list beside it follows a moment later, and never holds up a change of the day.
  const listed = useDeferredValue<PlantDayView | null>(whole, null);
  const { counts } = summarizeDay(useDeferredValue(view));
  const toggle = useCallback((kind: CellKind) => write({ show: toggleShow(shown, kind) }, 'replace'), [shown, write]);
  const clear = useCallback(() => write({ show: null }, 'replace'), [write]);
  const colorAs = useCallback(
    (value: ColorBy) => write({ by: value === 'condition' ? null : value }, 'replace'),
    [write],
  );
  const showAs = useCallback((table: boolean) => write({ view: table ? 'table' : null }, 'replace'), [write]);
  useListedKeys(mapKeys(t));
  return (
    <div className={styles.columns}>
      <Panel
        title={t('plant.plant')}
        aside={
          <div className={styles.tools}>
            <FindArray
              cells={whole && cells}
              value={find}
              onChange={(text) => write({ find: text || null }, 'replace')}
              onOpen={open}
            />
            <MapSwitches colorBy={colorBy} asTable={asTable} onColorBy={colorAs} onTable={showAs} />
          </div>
        }
      >
        <PlantLegend counts={counts} shown={shown} onToggle={toggle} onClear={clear} />
        {whole !== null && colorBy !== 'condition' && !asTable && <ColorScale cells={cells} measure={colorBy} />}
        {asTable ? (
          <CellTableWhenLoaded key={`${day} ${show} ${find}`} cells={whole && chosen} hrefOf={hrefOfCell} />
        ) : (
          <PlantMap
            cells={whole && cells}
            colorBy={colorBy}
            shown={filter}
            marked={marked ?? found?.[0]?.deviceId ?? null}
            viewport={search.get('at')}
            onSettle={settle}
            onOpen={open}
          />
        )}
        {!asTable && <p className={styles.hint}>{t('plant.mapHint')}</p>}
      </Panel>
      {listed === null ? (
        <PanelSkeleton />
      ) : (
        <Suspense fallback={<PanelSkeleton />}>
          <FaultPanel
            key={`${listed.day} ${filter && [...filter].join()}`}
            view={listed}
            shown={filter}
            hrefOf={hrefOfCell}
            onMark={setMarked}
          />
        </Suspense>
      )}
    </div>
  );
});

const PanelSkeleton = () => <Skeleton height={420} radius="lg" />;

interface CellTableWhenLoadedProps {
  cells: readonly GridCell[] | null;
  hrefOf: (cell: GridCell) => string;
}

function CellTableWhenLoaded({ cells, hrefOf }: CellTableWhenLoadedProps) {
  const waiting = <Skeleton height={600} radius="md" aria-busy="true" />;
  if (cells === null) return waiting;
  return (
    <Suspense fallback={waiting}>
      <CellTable cells={cells} hrefOf={hrefOf} />
    </Suspense>
  );
}
