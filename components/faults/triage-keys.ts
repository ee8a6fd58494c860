'use client';

import type { Triage } from '#components/faults/use-triage.tsx';
import type { FaultView } from '#server/domain/faults.ts';

/** The keys of the faults page, for whoever lists keys. */
export const FAULT_KEYS = [
  { keys: ['j', 'k'], does: 'next and previous fault' },
  { keys: ['Enter'], does: 'open the fault' },
  { keys: ['x'], does: 'select the fault' },
  { keys: ['Escape'], does: 'select none' },
  { keys: ['a'], does: 'acknowledge' },
  { keys: ['i'], does: 'assign' },
  { keys: ['s'], does: 'snooze' },
  { keys: ['e'], does: 'resolve' },
  { keys: ['o'], does: 'reopen' },
  { keys: ['n'], does: 'write a note' },
  { keys: ['/'], does: 'search' },
] as const;

/** The keys that do something to cases; none for who may not. */
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
