import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { neighbourWords, ratioWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import { hourTicks } from '#components/charts/day-axis.ts';
import { drawRatios } from '#components/charts/draw-ratios.ts';
import { AXIS_COLORS, CHANNEL_COLORS } from '#components/charts/palette.ts';
import { prepareRatios } from '#components/charts/prepare-ratios.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import type { OperationView } from '#server/domain/operation-view.ts';
import channelStyles from './channel-panel.module.css';
import powerStyles from './power-panel.module.css';

const HEIGHT = 130;
const INSET = 7;

/** Voltage and current over what the nameplate lets expect, with the neighbours' medians behind them. */
export function RatioPanel({ view, width, cursor }: { view: OperationView; width: number; cursor: CursorStore }) {
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const inner = HEIGHT - 2 * INSET;
  const plot = useMemo(() => prepareRatios(view, window, width, inner), [view, window, width, inner]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.translate(0, INSET);
      const { voltage, current } = CHANNEL_COLORS[scheme];
      drawRatios(context, plot, width, { voltage, current, one: AXIS_COLORS[scheme] });
    },
    [plot, width, scheme],
  );
  const canvas = useCanvas(width, HEIGHT, draw);
  const { low, high, ticks, decimals } = plot.scale;
  const hours = hourTicks(width, window);
  return (
    <section className={channelStyles.channel} aria-label="Measured over expected">
      <div className={channelStyles.head}>
        <h3 className={channelStyles.plain}>Measured over expected</h3>
        <Readout view={view} cursor={cursor} />
        <ul className={powerStyles.key}>
          <li data-line="voltage">Voltage</li>
          <li data-line="current">Current</li>
          {view.neighbours && <li data-line="neighbours">Median of {view.neighbours.arrays} neighbours</li>}
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

function Readout({ view, cursor }: { view: OperationView; cursor: CursorStore }) {
  const at = useCursor(cursor);
  if (at === null) return <span className={channelStyles.readout} />;
  return (
    <span className={channelStyles.readout}>
      <b>{ratioWords(view, at.msOfDay)}</b>
      <span className={channelStyles.wave}>{neighbourWords(view, at.msOfDay)}</span>
    </span>
  );
}
