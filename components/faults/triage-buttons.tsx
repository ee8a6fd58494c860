'use client';

import { Button } from '@mantine/core';
import type { Triage } from '#components/faults/use-triage.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { mayMove } from '#domain/fault-state.ts';
import { type FaultVerb, type FaultView, moveOf } from '#domain/faults.ts';
import styles from './faults-page.module.css';

const BUTTONS: readonly { verb: FaultVerb | 'note'; key: string }[] = [
  { verb: 'acknowledge', key: 'a' },
  { verb: 'assign', key: 'i' },
  { verb: 'snooze', key: 's' },
  { verb: 'resolve', key: 'e' },
  { verb: 'reopen', key: 'o' },
  { verb: 'note', key: 'n' },
];

/** What can be done to these faults; what none of them allows cannot be pressed. */
export function TriageButtons({ triage, faults }: { triage: Triage; faults: readonly FaultView[] }) {
  const t = useTexts();
  const able = (verb: FaultVerb | 'note') => {
    if (verb === 'note') return faults.length === 1;
    const move = moveOf(verb);
    return faults.some(({ state }) => (move === null ? state !== 'withdrawn' : mayMove(state, move)));
  };
  return (
    <div className={styles.verbs} role="toolbar" aria-label={t('fault.triage')}>
      {BUTTONS.map(({ verb, key }) => (
        <Button
          key={verb}
          size="xs"
          variant="default"
          disabled={!able(verb) || triage.busy}
          aria-keyshortcuts={key}
          rightSection={<kbd className={styles.key}>{key}</kbd>}
          onClick={() => triage.ask(verb, faults)}
        >
          {t(`fault.verb.${verb}`)}
        </Button>
      ))}
    </div>
  );
}
