import { markedStates } from '#components/array/state-bands.ts';
import { MARKED_STATE_LABELS, type OperationView } from '#domain/operation-view.ts';
import styles from './state-legend.module.css';

/** What the shaded stretches of the charts mean, and how long each state lasted. */
export function StateLegend({ view }: { view: OperationView }) {
  const marked = markedStates(view);
  if (marked.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label="Shaded in the charts">
      {marked.map(({ state, words }) => (
        <li key={state}>
          <span className={styles.band} data-state={state} aria-hidden="true" />
          {MARKED_STATE_LABELS[state]} <b>{words}</b>
        </li>
      ))}
    </ul>
  );
}
