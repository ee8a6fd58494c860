'use client';

import { Button } from '@mantine/core';
import type { Triage } from '#components/faults/use-triage.tsx';
import { mayMove } from '#domain/fault-state.ts';
import { type FaultVerb, type FaultView, moveOf } from '#domain/faults.ts';
import styles from './faults-page.module.css';

const BUTTONS: readonly { verb: FaultVerb | 'note'; label: string; key: string }[] = [
  { verb: 'acknowledge', label: 'Acknowledge', key: 'a' },
  { verb: 'assign', label: 'Assign', key: 'i' },
  { verb: 'snooze', label: 'Snooze', key: 's' },
  { verb: 'resolve', label: 'Resolve', key: 'e' },
  { verb: 'reopen', label: 'Reopen', key: 'o' },
  { verb: 'note', label: 'Note', key: 'n' },
];

/** What can be done to these faults; what none of them allows cannot be pressed. */
export function TriageButtons({ triage, faults }: { triage: Triage; faults: readonly FaultView[] }) {
  const able = (verb: FaultVerb | 'note') => {
    if (verb === 'note') return faults.length === 1;
    const move = moveOf(verb);
    return faults.some(({ state }) => (move === null ? state !== 'withdrawn' : mayMove(state, move)));
  };
  return (
    <div className={styles.verbs} role="toolbar" aria-label="Triage">
      {BUTTONS.map(({ verb, label, key }) => (
        <Button
          key={verb}
          size="xs"
          variant="default"
          disabled={!able(verb) || triage.busy}
          aria-keyshortcuts={key}
          rightSection={<kbd className={styles.key}>{key}</kbd>}
          onClick={() => triage.ask(verb, faults)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
