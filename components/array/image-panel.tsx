import { useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { imageWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { ScalogramPlot } from '#components/array/scalogram-plot.tsx';
import { hourTicks } from '#components/charts/day-axis.ts';
import { evidenceMask } from '#components/charts/evidence-mask.ts';
import type { ShownImage } from '#components/charts/shown-image.ts';
import { viridisGradient } from '#components/charts/viridis.ts';
import type { ExplanationView } from '#server/domain/array-insight.ts';
import styles from './channel-panel.module.css';

interface ImagePanelProps {
  image: ShownImage;
  width: number;
  cursor: CursorStore;
  /** What speaks for the verdict, when that is to be shown. */
  explanation: ExplanationView | null;
}

/** One channel's scalogram, what its colours mean, and what it says under the cursor. */
export function ImagePanel({ image, width, cursor, explanation }: ImagePanelProps) {
  const { window } = useChartWindow();
  const mask = useMemo(() => explanation && evidenceMask(explanation, image.name), [explanation, image.name]);
  return (
    <section className={styles.channel} aria-label={`Scalogram of ${image.label.toLowerCase()}`}>
      <div className={styles.head}>
        <h3 className={styles.plain}>
          {image.label} {image.unit !== '' && <span className={styles.unit}>{image.unit}</span>}
        </h3>
        <Readout image={image} cursor={cursor} />
        <ColorKey image={image} />
      </div>
      <ScalogramPlot image={image} mask={mask} width={width} cursor={cursor} />
      <div className={styles.hours} style={{ width }} aria-hidden="true">
        {hourTicks(width, window).map(({ x, label }) => (
          <span key={label} style={{ left: x }}>
            {label}
          </span>
        ))}
      </div>
    </section>
  );
}

function Readout({ image, cursor }: { image: ShownImage; cursor: CursorStore }) {
  const at = useCursor(cursor);
  return <span className={styles.readout}>{at && <span className={styles.wave}>{imageWords(image, at)}</span>}</span>;
}

/** What the ends of the colour map stand for. */
function ColorKey({ image: { amplitudeEnds, levelEnds } }: { image: ShownImage }) {
  const [low, high] = amplitudeEnds;
  return (
    <span className={styles.key}>
      ≤ {low}
      <span className={styles.gradient} style={{ background: viridisGradient('to right') }} />≥ {high}
      {levelEnds && <span>level {levelEnds.join(' to ')}</span>}
    </span>
  );
}
