import { useMemo } from 'react';
import { imageWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PlotPanel } from '#components/array/plot-panel.tsx';
import { ScalogramPlot } from '#components/array/scalogram-plot.tsx';
import { evidenceMask } from '#components/charts/evidence-mask.ts';
import type { ShownImage } from '#components/charts/shown-image.ts';
import { viridisGradient } from '#components/charts/viridis.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { ExplanationView } from '#domain/array-insight.ts';
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
  const t = useTexts();
  const mask = useMemo(() => explanation && evidenceMask(explanation, image.name), [explanation, image.name]);
  return (
    <PlotPanel
      label={t('array.scalogramOf', { channel: t(`channelsInText.${image.name}`) })}
      heading={
        <h3 className={styles.plain}>
          {t(`channels.${image.name}`)} {image.unit !== '' && <span className={styles.unit}>{image.unit}</span>}
        </h3>
      }
      readout={<Readout image={image} cursor={cursor} />}
      legend={<ColorKey image={image} />}
      width={width}
    >
      <ScalogramPlot image={image} mask={mask} width={width} cursor={cursor} />
    </PlotPanel>
  );
}

function Readout({ image, cursor }: { image: ShownImage; cursor: CursorStore }) {
  const t = useTexts();
  const at = useCursor(cursor);
  return (
    <span className={styles.readout}>{at && <span className={styles.wave}>{imageWords(image, at, t)}</span>}</span>
  );
}

/** What the ends of the colour map stand for. */
function ColorKey({ image: { amplitudeEnds, levelEnds } }: { image: ShownImage }) {
  const t = useTexts();
  const [low, high] = amplitudeEnds;
  return (
    <span className={styles.key}>
      ≤ {low}
      <span className={styles.gradient} style={{ background: viridisGradient('to right') }} />≥ {high}
      {levelEnds && <span>{t('array.levelEnds', { low: levelEnds[0], high: levelEnds[1] })}</span>}
    </span>
  );
}
