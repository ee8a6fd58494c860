'use client';

import { type RefObject, useRef } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';

/** j and k go to the next and the previous run of a list, by the focus itself: enter then follows its link. */
export function useRowKeys<E extends HTMLElement>(): RefObject<E | null> {
  const t = useTexts();
  const list = useRef<E>(null);
  const move = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-run-link]') ?? [])];
    const row = document.activeElement?.closest('li');
    const at = links.findIndex((link) => link.closest('li') === row);
    const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
    links[next]?.focus();
  };
  useShortcuts([
    { key: 'j', words: t('run.next'), run: () => move(1) },
    { key: 'k', words: t('run.previous'), run: () => move(-1) },
  ]);
  return list;
}
