'use client';

import { useEffect, useRef } from 'react';

const WRITES = 'input, textarea, select, [contenteditable], [role="dialog"]';

/** Calls `onAsk` when `?` is pressed anywhere but where somebody writes. */
export function useQuestionKey(onAsk: () => void): void {
  const current = useRef(onAsk);
  useEffect(() => {
    current.current = onAsk;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(WRITES)) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
