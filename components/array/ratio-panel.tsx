import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { neighbourWords, ratioWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotPanel } from '#components/array/plot-panel.tsx';
import { ScalePlot } from '#components/array/scale-plot.tsx';
import { drawRatios } from '#components/charts/draw-ratios.ts';
import { AXIS_COLORS, CHANNEL_COLORS } from '#components/charts/palette.ts';
import { prepareRatios } from '#components/charts/prepare-ratios.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { OperationView } from '#domain/operation-view.ts';
import channelStyles from './channel-panel.module.css';
import powerStyles from './power-panel.module.css';

const HEIGHT = 116;

/** Voltage and current over what the nameplate lets expect, with the neighbours' medians behind them. */
export function RatioPanel({ view, width, cursor }: { view: OperationView; width: number; cursor: CursorStore }) {
  const t = useTexts();
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const plot = useMemo(() => prepareRatios(view, window, width, HEIGHT), [view, window, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const { voltage, current } = CHANNEL_COLORS[scheme];
      drawRatios(context, plot, width, { voltage, current, one: AXIS_COLORS[scheme] });
    },
    [plot, width, scheme],
  );
  return (
    <PlotPanel
      label={t('array.ratio')}
      heading={<h3 className={channelStyles.plain}>{t('array.ratio')}</h3>}
      readout={<Readout view={view} cursor={cursor} />}
      legend={
        <ul className={powerStyles.key}>
          <li data-line="voltage">{t('channels.voltage')}</li>
          <li data-line="current">{t('channels.current')}</li>
          {view.neighbours && (
            <li data-line="neighbours">{t('array.neighbourMedian', { count: view.neighbours.arrays })}</li>
          )}
        </ul>
      }
      width={width}
    >
      <ScalePlot width={width} height={HEIGHT} scale={plot.scale} draw={draw} cursor={cursor} />
    </PlotPanel>
  );
}

function Readout({ view, cursor }: { view: OperationView; cursor: CursorStore }) {
  const t = useTexts();
  const at = useCursor(cursor);
  if (at === null) return <span className={channelStyles.readout} />;
  return (
    <span className={channelStyles.readout}>
      <b>{ratioWords(view, at.msOfDay, t)}</b>
      <span className={channelStyles.wave}>{neighbourWords(view, at.msOfDay, t)}</span>
    </span>
  );
}
