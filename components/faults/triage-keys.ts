'use client';

import type { Triage } from '#components/faults/use-triage.tsx';
import type { FaultView } from '#server/domain/faults.ts';

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
