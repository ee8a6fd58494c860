'use client';

import type { PointerEvent, ReactNode } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { useStateBands } from '#components/array/state-bands.ts';
import { useDragZoom } from '#components/array/use-drag-zoom.ts';
import { hourTicks, msAt, xAt } from '#components/charts/day-axis.ts';
import styles from './plot-frame.module.css';
import bandStyles from './state-legend.module.css';

interface PlotFrameProps {
  width: number;
  height: number;
  /** Labels left of the plot; `y` in CSS pixels from its top. */
  ticks: { y: number; label: string }[];
  gridOver?: boolean;
  /** Rows of a scalogram; null for a series. */
  rows: number | null;
  cursor: CursorStore;
  children: ReactNode;
}

/** The area of one plot: axis labels, grid, and the shared cursor above whatever is drawn. */
export function PlotFrame({ width, height, ticks, gridOver = false, rows, cursor, children }: PlotFrameProps) {
  const { window } = useChartWindow();
  const { marked, ...drag } = useDragZoom(width);
  const onMove = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = rows === null ? null : Math.floor(((event.clientY - box.top) / height) * rows);
    cursor.set({
      msOfDay: msAt(event.clientX - box.left, width, window),
      scaleRow: rows === null || row === null ? null : Math.min(rows - 1, Math.max(0, row)),
    });
  };
  const grid = (
    <svg className={styles.grid} data-over={gridOver} width={width} height={height} aria-hidden="true">
      {!gridOver && ticks.map(({ y }) => <line key={y} x1={0} x2={width} y1={y} y2={y} />)}
      {hourTicks(width, window).map(({ x }) => (
        <line key={x} x1={x} x2={x} y1={0} y2={height} />
      ))}
    </svg>
  );
  return (
    <div className={styles.row}>
      <div className={styles.axis} style={{ height }} aria-hidden="true">
        {ticks.map(({ y, label }) => (
          <span key={label} style={{ top: y }}>
            {label}
          </span>
        ))}
      </div>
      <div
        className={styles.plot}
        style={{ width, height }}
        {...drag}
        onPointerMove={(event) => {
          onMove(event);
          drag.onPointerMove(event);
        }}
        onPointerDown={(event) => {
          onMove(event);
          drag.onPointerDown(event);
        }}
        onPointerLeave={() => cursor.set(null)}
      >
        {!gridOver && grid}
        {children}
        {gridOver && grid}
        <StateBands width={width} height={height} isScalogram={rows !== null} />
        {marked && <span className={styles.marked} style={{ ...marked, height }} />}
        <CursorLines width={width} height={height} rows={rows} cursor={cursor} />
      </div>
    </div>
  );
}

/** A scalogram is not drawn over, and sweeps are many and short: they are marked along the top alone. */
const STRIP_HEIGHT = 6;

function StateBands(props: { width: number; height: number; isScalogram: boolean }) {
  const { width, height, isScalogram } = props;
  const bands = useStateBands();
  const { window } = useChartWindow();
  return bands.map(({ state, fromMs, toMs }) => {
    const [from, to] = [fromMs, toMs].map((ms) => Math.min(width, Math.max(0, xAt(ms, width, window)))) as [
      number,
      number,
    ];
    if (to <= from) return null;
    return (
      <span
        key={fromMs}
        aria-hidden="true"
        className={`${bandStyles.band} ${styles.state}`}
        data-state={state}
        style={{
          left: from,
          width: Math.max(1, to - from),
          height: isScalogram || state === 'sweep' ? STRIP_HEIGHT : height,
        }}
      />
    );
  });
}

function CursorLines({ width, height, rows, cursor }: Pick<PlotFrameProps, 'width' | 'height' | 'rows' | 'cursor'>) {
  const at = useCursor(cursor);
  const { window } = useChartWindow();
  if (at === null) return null;
  const x = xAt(at.msOfDay, width, window);
  if (x < 0 || x > width) return null;
  return (
    <>
      <span className={styles.vertical} style={{ height, transform: `translateX(${x}px)` }} />
      {rows !== null && at.scaleRow !== null && (
        <span
          className={styles.horizontal}
          style={{ width, transform: `translateY(${((at.scaleRow + 0.5) / rows) * height}px)` }}
        />
      )}
    </>
  );
}
