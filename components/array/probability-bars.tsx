import { rankGuesses } from '#components/array/hesitation.ts';
import { formatShare } from '#components/format/numbers.ts';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import styles from './probability-bars.module.css';

/** The six probabilities, most probable first. */
export function ProbabilityBars({ probabilities }: { probabilities: readonly number[] }) {
  return (
    <ol className={styles.bars} aria-label="Probabilities of the six conditions">
      {rankGuesses(probabilities).map(({ condition, probability }) => (
        <li key={condition}>
          <span className={styles.label}>{CONDITION_LABELS[condition]}</span>
          <span className={styles.value}>{formatShare(probability)}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ '--part': probability, '--kind': `var(--kind-${condition})` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
