import { STATE_TONES, stateNote } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { FaultView } from '#domain/faults.ts';
import styles from './fault-state-badge.module.css';

export function FaultStateBadge({ fault }: { fault: FaultView }) {
  const t = useTexts();

  const note = stateNote(fault, t);
  return (
    <span className={styles.state}>
      <span className={styles.badge} data-tone={STATE_TONES[fault.state]}>
        {t(`fault.state.${fault.state}`)}
      </span>
      {note !== null && <span className={styles.note}>{note}</span>}
    </span>
  );
}
