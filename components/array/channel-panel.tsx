import { seriesWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotPanel } from '#components/array/plot-panel.tsx';
import { SeriesPlot } from '#components/array/series-plot.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CHANNEL_UNITS, type Channel } from '#domain/channels.ts';
import type { SeriesView } from '#domain/views.ts';
import styles from './channel-panel.module.css';

interface ChannelPanelProps {
  channel: Channel;
  series: SeriesView;
  width: number;
  cursor: CursorStore;
}

/** One channel's series, and what it says under the cursor. */
export function ChannelPanel({ channel, series, width, cursor }: ChannelPanelProps) {
  const t = useTexts();
  return (
    <PlotPanel
      label={t(`channels.${channel}`)}
      heading={
        <h3 className={styles.title} style={{ '--channel': `var(--channel-${channel})` }}>
          {t(`channels.${channel}`)} <span className={styles.unit}>{CHANNEL_UNITS[channel]}</span>
        </h3>
      }
      readout={<Readout channel={channel} series={series} cursor={cursor} />}
      width={width}
    >
      <SeriesPlot channel={channel} values={series[channel]} width={width} cursor={cursor} />
    </PlotPanel>
  );
}

function Readout({ channel, series, cursor }: Omit<ChannelPanelProps, 'width'>) {
  const t = useTexts();
  const at = useCursor(cursor);
  return <span className={styles.readout}>{at && <b>{seriesWords(series, channel, at, t)}</b>}</span>;
}
