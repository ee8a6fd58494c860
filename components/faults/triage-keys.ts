'use client';

import type { Triage } from '#components/faults/use-triage.tsx';
import type { ListedKeys } from '#components/ui/shortcuts.ts';
import type { FaultView } from '#domain/faults.ts';

/** The keys of the faults page, for the sheet that lists keys. */
export const FAULT_KEYS: readonly ListedKeys[] = [
  { keys: 'j k', words: 'Next and previous fault' },
  { keys: 'Enter', words: 'Open the fault' },
  { keys: 'x', words: 'Select the fault' },
  { keys: 'Esc', words: 'Select none' },
  { keys: 'a', words: 'Acknowledge' },
  { keys: 'i', words: 'Assign' },
  { keys: 's', words: 'Snooze' },
  { keys: 'e', words: 'Resolve' },
  { keys: 'o', words: 'Reopen' },
  { keys: 'n', words: 'Write a note' },
  { keys: '/', words: 'Search' },
];

/** The keys that do something to faults; none for who may not. */
export function triageKeys(triage: Triage, mayTriage: boolean, targets: () => readonly FaultView[]) {
  const does = (verb: Parameters<Triage['ask']>[0]) => (mayTriage ? () => triage.ask(verb, targets()) : null);
  return {
    a: does('acknowledge'),
    i: does('assign'),
    s: does('snooze'),
    e: does('resolve'),
    o: does('reopen'),
    n: does('note'),
  };
}
