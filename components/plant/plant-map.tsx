'use client';

import { Skeleton, useComputedColorScheme } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { CellKind } from '#components/charts/cell-kinds.ts';
import type { ColorBy } from '#components/charts/cell-measures.ts';
import { AXIS_COLORS, RING_COLORS } from '#components/charts/palette.ts';
import { preparePlantLayout } from '#components/charts/plant-layout.ts';
import { clampViewport, formatViewport, parseViewport } from '#components/charts/plant-viewport.ts';
import { preparePlant } from '#components/charts/prepare-plant.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { useWindowHeight } from '#components/charts/use-window-height.ts';
import { MapBase } from '#components/plant/map-base.tsx';
import { MapOverlay } from '#components/plant/map-overlay.tsx';
import { MapStore } from '#components/plant/map-store.ts';
import { useMapGestures } from '#components/plant/use-map-gestures.ts';
import { useMapKeys } from '#components/plant/use-map-keys.ts';
import { ZoomButtons } from '#components/plant/zoom-buttons.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './plant-map.module.css';

const LEAST_HEIGHT = 420;
const LARGEST_HEIGHT = 1500;
/** What of the window's height is not the map's. */
const AROUND_MAP = 330;
const SETTLES_MS = 200;
const NO_CELLS: readonly GridCell[] = [];

interface PlantMapProps {
  /** In physical order, row by row; null while they are not there yet. */
  cells: readonly GridCell[] | null;
  colorBy: ColorBy;
  shown: ReadonlySet<CellKind> | null;
  /** An array marked from outside, such as from the list. */
  marked: string | null;
  /** The viewport the URL names; `onSettle` is told where a gesture came to rest. */
  viewport: string | null;
  onSettle: (viewport: string | null) => void;
  onOpen: (cell: GridCell) => void;
}

/** The plant on two canvases, cells and cursor; zoom and cursor live in a store, so that moving them renders nothing. */
export const PlantMap = memo(function PlantMap(props: PlantMapProps) {
  const t = useTexts();
  const { colorBy, shown, marked, viewport, onSettle, onOpen } = props;
  const cells = props.cells ?? NO_CELLS;
  const { ref: ruler, width } = useWidth<HTMLDivElement>();
  const windowHeight = useWindowHeight();
  const frame = useRef<HTMLDivElement>(null);
  const [store] = useState(() => new MapStore());
  const scheme = useComputedColorScheme('light');
  const maxHeight = Math.min(LARGEST_HEIGHT, Math.max(LEAST_HEIGHT, windowHeight - AROUND_MAP));
  const layout = useMemo(() => preparePlantLayout(cells, width, maxHeight), [cells, width, maxHeight]);
  const batches = useMemo(() => preparePlant(cells, shown, scheme, colorBy), [cells, shown, scheme, colorBy]);
  const onKeyDown = useMapKeys(cells, layout, store, onOpen);
  const gestures = useMapGestures(frame, layout, store, (index) => {
    const cell = cells[index];
    if (cell) onOpen(cell);
  });
  useSettling(store, viewport, onSettle);
  useEffect(() => {
    if (width > 0) store.setViewport(clampViewport(layout, store.getViewport()));
  }, [layout, width, store]);
  const markedIndex = useMemo(
    () => (marked === null ? -1 : cells.findIndex((cell) => cell.deviceId === marked)),
    [cells, marked],
  );
  // The ruler stays: the width is known by the time the cells come.
  if (props.cells === null) {
    return (
      <div className={styles.frame}>
        <div ref={ruler} />
        <Skeleton height={LEAST_HEIGHT} radius="md" aria-busy="true" />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <div ref={ruler} />
      <ZoomButtons layout={layout} store={store} />
      <div
        ref={frame}
        role="application"
        aria-roledescription={t('plant.mapRole')}
        aria-label={t('plant.mapLabel', { count: cells.length })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is one control with a cursor of its own
        tabIndex={0}
        className={styles.map}
        style={{ width: layout.width, height: layout.height }}
        onBlur={() => store.setCursor(null)}
        onKeyDown={onKeyDown}
        {...gestures}
      >
        {width > 0 && <MapBase layout={layout} batches={batches} axisColor={AXIS_COLORS[scheme]} store={store} />}
        {width > 0 && (
          <MapOverlay cells={cells} layout={layout} store={store} marked={markedIndex} {...RING_COLORS[scheme]} />
        )}
      </div>
    </div>
  );
});

/** Keeps viewport and URL in step: what the URL says is seen, and where a gesture ends goes into the URL. */
function useSettling(store: MapStore, viewport: string | null, onSettle: (viewport: string | null) => void): void {
  const settle = useRef(onSettle);
  const told = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    settle.current = onSettle;
  });
  useEffect(() => {
    // What we told ourselves is no news: meanwhile the gesture may have gone on.
    if (viewport !== told.current) store.setViewport(parseViewport(viewport));
    told.current = viewport;
  }, [store, viewport]);
  // Apart from the URL's effect: a gesture that goes on while an earlier one's end comes back must still be told.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = store.getViewport();
    const stop = store.subscribe(() => {
      if (store.getViewport() === last) return;
      last = store.getViewport();
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = formatViewport(last);
        if (now === told.current) return;
        told.current = now;
        settle.current(now);
      }, SETTLES_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
}
