import { prepareSparkline } from '#components/charts/prepare-sparkline.ts';
import { lossWords } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { FaultRibbonDay } from '#domain/faults.ts';
import styles from './fault-page.module.css';

const WIDTH = 600;
const HEIGHT = 56;

/** The array's loss of each of its last days; days whose loss is unknown are gaps. */
export function LossSparkline({ days }: { days: readonly FaultRibbonDay[] }) {
  const t = useTexts();
  const losses = days.map(({ lossKwh }) => lossKwh);
  const known = losses.filter((loss) => loss !== null);
  if (known.length === 0) return <p className={styles.none}>{t('fault.lossUnknown')}</p>;
  const most = Math.max(...known);
  return (
    <figure className={styles.spark}>
      <svg
        viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('fault.sparkLabel', { days: days.length, most: lossWords(most, t) })}
      >
        {prepareSparkline(losses, WIDTH, HEIGHT).map((line) => {
          const points = line.length === 1 ? [...line, { x: (line[0]?.x ?? 0) + 2, y: line[0]?.y ?? 0 }] : line;
          return <polyline key={points[0]?.x} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />;
        })}
      </svg>
      <figcaption>{t('fault.spark', { most: lossWords(most, t) })}</figcaption>
    </figure>
  );
}
