'use client';

import { SegmentedControl, Skeleton } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { lazy, memo, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { type CellKind, kindOf, parseShow, toggleShow } from '#components/charts/cell-kinds.ts';
import { parseColorBy } from '#components/charts/cell-measures.ts';
import { ColorScale, ColorSwitch } from '#components/plant/color-scale.tsx';
import { FaultPanel } from '#components/plant/fault-panel.tsx';
import { FindArray } from '#components/plant/find-array.tsx';
import { findCells } from '#components/plant/list-cells.ts';
import { PlantLegend } from '#components/plant/plant-legend.tsx';
import { PlantMap } from '#components/plant/plant-map.tsx';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import { Panel } from '#components/ui/panel.tsx';
import { useListedKeys } from '#components/ui/shortcuts.ts';
import { hrefOf, useUrlState } from '#components/ui/use-url-state.ts';
import type { GridCell, PlantDayView } from '#server/domain/views.ts';
import styles from './plant-page.module.css';

// The map is what most come for: the table's code comes with the first one that is asked for.
const CellTable = lazy(() =>
  import('#components/plant/cell-table.tsx').then((module) => ({ default: module.CellTable })),
);

const MAP_KEYS = [
  { keys: '← ↑ → ↓', words: 'On the map: move the cursor' },
  { keys: 'f', words: 'On the map: next fault (with Shift, the one before)' },
  { keys: '+ - 0', words: 'On the map: zoom in, out, whole plant' },
  { keys: 'Enter', words: 'On the map or in the list: open the array' },
];

/** The plant's arrays: legend, map or table, and the list beside them. Filter, colours, view, zoom are in the URL. */
export const PlantCells = memo(function PlantCells({ view }: { view: PlantDayView }) {
  const { search, write } = useUrlState();
  const router = useRouter();
  const [marked, setMarked] = useState<string | null>(null);
  const { cells, day } = view;
  const show = search.get('show');
  const find = search.get('find') ?? '';
  const colorBy = parseColorBy(search.get('by'));
  const asTable = search.get('view') === 'table';
  const shown = useMemo(() => parseShow(show), [show]);
  const counts = useMemo(() => summarizeDay(view).counts, [view]);
  const found = useMemo(() => (find === '' ? null : findCells(cells, find)), [cells, find]);
  const chosen = useMemo(
    () => (shown === null ? (found ?? cells) : (found ?? cells).filter((cell) => shown.has(kindOf(cell)))),
    [cells, found, shown],
  );
  const hrefOfCell = useCallback((cell: GridCell) => hrefOf(`/arrays/${cell.deviceId}`, { day, show }), [day, show]);
  const open = useCallback((cell: GridCell) => router.push(hrefOfCell(cell)), [router, hrefOfCell]);
  const settle = useCallback((at: string | null) => write({ at }, 'replace'), [write]);
  // The map first: the list beside it follows a moment later, and never holds up a change of the day.
  const listed = useDeferredValue<PlantDayView | null>(view, null);
  useListedKeys(MAP_KEYS);
  return (
    <div className={styles.columns}>
      <Panel
        title="Plant"
        aside={
          <div className={styles.tools}>
            <FindArray
              cells={cells}
              value={find}
              onChange={(text) => write({ find: text || null }, 'replace')}
              onOpen={open}
            />
            <ColorSwitch
              value={colorBy}
              onChange={(value) => write({ by: value === 'condition' ? null : value }, 'replace')}
            />
            <SegmentedControl
              size="xs"
              aria-label="Show the plant as"
              data={[
                { value: 'map', label: 'Map' },
                { value: 'table', label: 'Table' },
              ]}
              value={asTable ? 'table' : 'map'}
              onChange={(value) => write({ view: value === 'table' ? 'table' : null }, 'replace')}
            />
          </div>
        }
      >
        <PlantLegend
          counts={counts}
          shown={shown}
          onToggle={(kind: CellKind) => write({ show: toggleShow(shown, kind) }, 'replace')}
          onClear={() => write({ show: null }, 'replace')}
        />
        {colorBy !== 'condition' && !asTable && <ColorScale cells={cells} measure={colorBy} />}
        {asTable ? (
          <Suspense fallback={<Skeleton height={600} radius="md" />}>
            <CellTable key={`${day} ${show} ${find}`} cells={chosen} hrefOf={hrefOfCell} />
          </Suspense>
        ) : (
          <>
            <PlantMap
              cells={cells}
              colorBy={colorBy}
              shown={shown}
              marked={marked ?? found?.[0]?.deviceId ?? null}
              viewport={search.get('at')}
              onSettle={settle}
              onOpen={open}
            />
            <p className={styles.hint}>
              Click an array to open it; Ctrl and the wheel zoom, dragging moves. Press ? for the keys.
            </p>
          </>
        )}
      </Panel>
      {listed === null ? (
        <Skeleton height={420} radius="lg" />
      ) : (
        <FaultPanel key={`${listed.day} ${show}`} view={listed} shown={shown} hrefOf={hrefOfCell} onMark={setMarked} />
      )}
    </div>
  );
});
