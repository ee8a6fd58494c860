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
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { PowerView } from '#domain/array-insight.ts';
import channelStyles from './channel-panel.module.css';
import styles from './power-panel.module.css';

const HEIGHT = 136;

/** Expected and measured power, the loss between them filled, and the band of the arrays around it. */
export function PowerPanel({ view, width, cursor }: { view: PowerView; width: number; cursor: CursorStore }) {
  const t = useTexts();
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const plot = useMemo(() => preparePower(view, window, width, HEIGHT), [view, window, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawPower(context, plot, POWER_COLORS[scheme]),
    [plot, scheme],
  );
  return (
    <PlotPanel
      label={t('array.power')}
      heading={
        <h3 className={channelStyles.plain}>
          {t('array.power')} <span className={channelStyles.unit}>kW</span>
        </h3>
      }
      readout={<Readout view={view} cursor={cursor} />}
      legend={
        <ul className={styles.key}>
          <li data-line="measured">{t('array.measured')}</li>
          <li data-line="expected">{t('array.expected')}</li>
          <li data-line="loss">{t('array.loss')}</li>
          {view.band && <li data-line="band">{t('array.neighbourBand', { count: view.band.deviceIds.length })}</li>}
        </ul>
      }
      width={width}
    >
      <ScalePlot width={width} height={HEIGHT} scale={plot.scale} draw={draw} cursor={cursor} />
    </PlotPanel>
  );
}

function Readout({ view, cursor }: { view: PowerView; cursor: CursorStore }) {
  const t = useTexts();
  const at = useCursor(cursor);
  if (at === null) return <span className={channelStyles.readout} />;
  return (
    <span className={channelStyles.readout}>
      <b>{powerWords(view, at.msOfDay, t)}</b>
      <span className={channelStyles.wave}>{bandWords(view, at.msOfDay, t)}</span>
    </span>
  );
}
