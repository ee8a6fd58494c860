'use client';

import type { Triage } from '#components/faults/use-triage.tsx';
import type { Texts } from '#components/texts/texts.ts';
import type { ListedKeys } from '#components/ui/shortcuts.ts';
import type { FaultView } from '#domain/faults.ts';

/** The keys of the faults page, for the sheet that lists keys. */
export const faultKeys = (t: Texts): readonly ListedKeys[] => [
  { keys: 'j k', words: t('fault.keyMove') },
  { keys: 'Enter', words: t('fault.keyOpen') },
  { keys: 'x', words: t('fault.keySelect') },
  { keys: 'Esc', words: t('fault.selectNone') },
  { keys: 'a', words: t('fault.verb.acknowledge') },
  { keys: 'i', words: t('fault.verb.assign') },
  { keys: 's', words: t('fault.verb.snooze') },
  { keys: 'e', words: t('fault.verb.resolve') },
  { keys: 'o', words: t('fault.verb.reopen') },
  { keys: 'n', words: t('fault.addNote') },
  { keys: '/', words: t('fault.search') },
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
