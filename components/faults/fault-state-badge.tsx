import { STATE_WORDS, stateNote } from '#components/faults/fault-words.ts';
import type { FaultView } from '#domain/faults.ts';
import styles from './fault-state-badge.module.css';

export function FaultStateBadge({ fault }: { fault: FaultView }) {
  const { label, tone } = STATE_WORDS[fault.state];
  const note = stateNote(fault);
  return (
    <span className={styles.state}>
      <span className={styles.badge} data-tone={tone}>
        {label}
      </span>
      {note !== null && <span className={styles.note}>{note}</span>}
    </span>
  );
}
