import { markedStates } from '#components/array/state-bands.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { OperationView } from '#domain/operation-view.ts';
import styles from './state-legend.module.css';

/** What the shaded stretches of the charts mean, and how long each state lasted. */
export function StateLegend({ view }: { view: OperationView }) {
  const t = useTexts();
  const marked = markedStates(view, t);
  if (marked.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label={t('array.shaded')}>
      {marked.map(({ state, words }) => (
        <li key={state}>
          <span className={styles.band} data-state={state} aria-hidden="true" />
          {t(`states.${state}`)} <b>{words}</b>
        </li>
      ))}
    </ul>
  );
}
