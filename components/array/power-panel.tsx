'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotPanel } from '#components/array/plot-panel.tsx';
import { bandWords, powerWords } from '#components/array/power-words.ts';
import { ScalePlot } from '#components/array/scale-plot.tsx';
import { drawPower } from '#components/charts/draw-power.ts';
import { POWER_COLORS } from '#components/charts/palette.ts';
import { preparePower } from '#components/charts/prepare-power.ts';
import type { PowerView } from '#domain/array-insight.ts';
import channelStyles from './channel-panel.module.css';
import styles from './power-panel.module.css';

const HEIGHT = 136;

/** Expected and measured power, the loss between them filled, and the band of the arrays around it. */
export function PowerPanel({ view, width, cursor }: { view: PowerView; width: number; cursor: CursorStore }) {
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const plot = useMemo(() => preparePower(view, window, width, HEIGHT), [view, window, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawPower(context, plot, POWER_COLORS[scheme]),
    [plot, scheme],
  );
  return (
    <PlotPanel
      label="Power"
      heading={
        <h3 className={channelStyles.plain}>
          Power <span className={channelStyles.unit}>kW</span>
        </h3>
      }
      readout={<Readout view={view} cursor={cursor} />}
      legend={
        <ul className={styles.key}>
          <li data-line="measured">Measured</li>
          <li data-line="expected">Expected</li>
          <li data-line="loss">Loss</li>
          {view.band && <li data-line="band">{view.band.deviceIds.length} neighbours, middle half and median</li>}
        </ul>
      }
      width={width}
    >
      <ScalePlot width={width} height={HEIGHT} scale={plot.scale} draw={draw} cursor={cursor} />
    </PlotPanel>
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
