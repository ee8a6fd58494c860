'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import { bandWords, powerWords } from '#components/array/power-words.ts';
import { hourTicks } from '#components/charts/day-axis.ts';
import { drawPower } from '#components/charts/draw-power.ts';
import { POWER_COLORS } from '#components/charts/palette.ts';
import { preparePower } from '#components/charts/prepare-power.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import type { PowerView } from '#server/domain/array-insight.ts';
import channelStyles from './channel-panel.module.css';
import styles from './power-panel.module.css';

const HEIGHT = 150;
const INSET = 7;

/** Expected and measured power, the loss between them filled, and the band of the arrays around it. */
export function PowerPanel({ view, width, cursor }: { view: PowerView; width: number; cursor: CursorStore }) {
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const inner = HEIGHT - 2 * INSET;
  const plot = useMemo(() => preparePower(view, window, width, inner), [view, window, width, inner]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.translate(0, INSET);
      drawPower(context, plot, POWER_COLORS[scheme]);
    },
    [plot, scheme],
  );
  const canvas = useCanvas(width, HEIGHT, draw);
  const { low, high, ticks, decimals } = plot.scale;
  const hours = hourTicks(width, window);
  return (
    <section className={channelStyles.channel} aria-label="Power">
      <div className={channelStyles.head}>
        <h3 className={channelStyles.plain}>
          Power <span className={channelStyles.unit}>kW</span>
        </h3>
        <Readout view={view} cursor={cursor} />
        <ul className={styles.key}>
          <li data-line="measured">Measured</li>
          <li data-line="expected">Expected</li>
          <li data-line="loss">Loss</li>
          {view.band && <li data-line="band">{view.band.deviceIds.length} neighbours, middle half and median</li>}
        </ul>
      </div>
      <PlotFrame
        width={width}
        height={HEIGHT}
        rows={null}
        cursor={cursor}
        hours={hours.map(({ x }) => x)}
        ticks={ticks.map((tick) => ({
          y: INSET + inner - ((tick - low) / (high - low)) * inner,
          label: tick.toFixed(decimals),
        }))}
      >
        <canvas ref={canvas} />
      </PlotFrame>
      <div className={channelStyles.hours} style={{ width }} aria-hidden="true">
        {hours.map(({ x, label }) => (
          <span key={label} style={{ left: x }}>
            {label}
          </span>
        ))}
      </div>
    </section>
  );
}

function Readout({ view, cursor }: { view: PowerView; cursor: CursorStore }) {
  const at = useCursor(cursor);
  if (at === null) return <span className={channelStyles.readout} />;
  return (
    <span className={channelStyles.readout}>
      <b>{powerWords(view, at.msOfDay)}</b>
      <span className={channelStyles.wave}>{bandWords(view, at.msOfDay)}</span>
    </span>
  );
}
