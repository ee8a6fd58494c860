'use client';

import { useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { CellKind } from '#components/charts/cell-kinds.ts';
import { drawPlant } from '#components/charts/draw-plant.ts';
import { cellAt, cellBox, edgeLabels, preparePlantLayout } from '#components/charts/plant-layout.ts';
import { preparePlant } from '#components/charts/prepare-plant.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { CellReadout } from '#components/plant/cell-readout.tsx';
import { spokenCell } from '#components/plant/cell-words.ts';
import { useMapCursor } from '#components/plant/use-map-cursor.ts';
import type { GridCell } from '#server/domain/views.ts';
import styles from './plant-map.module.css';

const MAX_HEIGHT = 640;

interface PlantMapProps {
  /** In physical order, row by row. */
  cells: readonly GridCell[];
  shown: ReadonlySet<CellKind> | null;
  /** An array marked from outside, such as from the list. */
  marked: string | null;
  onOpen: (cell: GridCell) => void;
}

/**
 * The plant on one canvas that is drawn only when its data, size, filter or colours change. The cursor and its read-out
 * are elements above it, so hovering costs no drawing.
 */
export function PlantMap({ cells, shown, marked, onOpen }: PlantMapProps) {
  const { ref: frame, width } = useWidth<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  const layout = useMemo(() => preparePlantLayout(cells, width, MAX_HEIGHT), [cells, width]);
  const batches = useMemo(() => preparePlant(cells, layout, shown, scheme), [cells, layout, shown, scheme]);
  const draw = useCallback((context: CanvasRenderingContext2D) => drawPlant(context, batches), [batches]);
  const canvas = useCanvas(width > 0 ? layout.width : 0, layout.height, draw);
  const { cursor, setCursor, onKeyDown } = useMapCursor(cells, layout, onOpen);
  const under = cursor ? cells[cursor.index] : undefined;
  const markedIndex = marked === null ? -1 : cells.findIndex((cell) => cell.deviceId === marked);
  const at = (event: React.PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(layout, event.clientX - box.left, event.clientY - box.top);
  };
  return (
    <div className={styles.frame}>
      <div ref={frame} />
      <div
        role="application"
        aria-roledescription="plant map"
        aria-label={`Map of ${formatPlural(cells.length, 'array')}. Arrow keys move, F goes to the next fault, Enter opens. The table view holds the same.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is one control with a cursor of its own
        tabIndex={0}
        className={styles.map}
        data-over={under !== undefined}
        style={{ width: layout.width, height: layout.height }}
        onPointerMove={(event) => {
          const index = at(event);
          if (event.pointerType === 'touch' || index === cursor?.index) return;
          setCursor(index < 0 ? null : { index, by: 'pointer' });
        }}
        onPointerLeave={() => cursor?.by === 'pointer' && setCursor(null)}
        onBlur={() => setCursor(null)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const cell = cells[at(event)];
          if (cell) onOpen(cell);
        }}
      >
        <canvas ref={canvas} className={styles.canvas} />
        {edgeLabels(layout.firstColumn, layout.columns, layout.pitchX, 30).map(({ at: x, label }) => (
          <span
            key={label}
            aria-hidden="true"
            className={styles.columnLabel}
            style={{ left: layout.left + x - layout.gap / 2 }}
          >
            {label}
          </span>
        ))}
        {edgeLabels(layout.firstRow, layout.rows, layout.pitchY, 18).map(({ at: y, label }) => (
          <span
            key={label}
            aria-hidden="true"
            className={styles.rowLabel}
            style={{ top: layout.top + y - layout.gap / 2 }}
          >
            {label}
          </span>
        ))}
        {markedIndex >= 0 && <Ring box={cellBox(layout, markedIndex)} />}
        {cursor && under && <Ring box={cellBox(layout, cursor.index)} />}
        {cursor && under && (
          <CellReadout cell={under} box={cellBox(layout, cursor.index)} width={Math.max(width, layout.width)} />
        )}
        <VisuallyHidden aria-live="polite">
          {cursor?.by === 'keyboard' && under ? spokenCell(under) : ''}
        </VisuallyHidden>
      </div>
    </div>
  );
}

function Ring({ box }: { box: { x: number; y: number; width: number; height: number } }) {
  const style = {
    transform: `translate(${box.x - 3}px, ${box.y - 3}px)`,
    width: box.width + 6,
    height: box.height + 6,
  };
  return <div aria-hidden="true" className={styles.ring} style={style} />;
}
