import { rankGuesses } from '#components/array/hesitation.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './probability-bars.module.css';

/** The six probabilities, most probable first. */
export function ProbabilityBars({ probabilities }: { probabilities: readonly number[] }) {
  const t = useTexts();
  return (
    <ol className={styles.bars} aria-label={t('array.probabilities')}>
      {rankGuesses(probabilities).map(({ condition, probability }) => (
        <li key={condition}>
          <span className={styles.label}>{t(`kinds.${condition}`)}</span>
          <span className={styles.value}>{t.share(probability)}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ '--part': probability, '--kind': `var(--kind-${condition})` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
