import { useTexts } from '#components/texts/texts-provider.tsx';
import type { Reliability } from '#domain/evaluation.ts';
import styles from './reliability-diagram.module.css';

const SIZE = 300;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const down = (part: number) => (1 - part) * SIZE;

/** Stated confidence against the part that was right: on the diagonal a model means what it says. A dot's area counts answers. */
export function ReliabilityDiagram({ reliability }: { reliability: Reliability }) {
  const t = useTexts();
  const most = Math.max(1, ...reliability.bins.map(({ count }) => count));
  const dots = reliability.bins.flatMap(({ confidence, accuracy, count, from }) =>
    confidence === null || accuracy === null ? [] : [{ confidence, accuracy, count, from }],
  );
  return (
    <svg className={styles.diagram} viewBox={`-44 -10 ${SIZE + 60} ${SIZE + 56}`} role="img">
      <title>{t('model.reliability', { value: t.fixed(reliability.expectedCalibrationError, 3) })}</title>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={tick * SIZE} x2={tick * SIZE} y1={0} y2={SIZE} />
          <line className={styles.grid} x1={0} x2={SIZE} y1={down(tick)} y2={down(tick)} />
          <text className={styles.tick} x={tick * SIZE} y={SIZE + 18} textAnchor="middle">
            {tick * 100}
          </text>
          <text className={styles.tick} x={-8} y={down(tick) + 4} textAnchor="end">
            {tick * 100}
          </text>
        </g>
      ))}
      <line className={styles.ideal} x1={0} x2={SIZE} y1={SIZE} y2={0} />
      {dots.map(({ confidence, accuracy, count, from }) => (
        <g key={from}>
          <line
            className={styles.gap}
            x1={confidence * SIZE}
            x2={confidence * SIZE}
            y1={down(confidence)}
            y2={down(accuracy)}
          />
          <circle className={styles.dot} cx={confidence * SIZE} cy={down(accuracy)} r={3 + 8 * Math.sqrt(count / most)}>
            <title>{t('model.answers', { count, confidence: t.share(confidence), accuracy: t.share(accuracy) })}</title>
          </circle>
        </g>
      ))}
      <text className={styles.axis} x={SIZE / 2} y={SIZE + 40} textAnchor="middle">
        {t('model.statedConfidence')}
      </text>
      <text className={styles.axis} transform={`translate(-32 ${SIZE / 2}) rotate(-90)`} textAnchor="middle">
        {t('model.rightPercent')}
      </text>
    </svg>
  );
}
