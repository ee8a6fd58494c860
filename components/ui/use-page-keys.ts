'use client';

import { useEffect, useRef } from 'react';

// A radio or a check box uses arrows and space, and leaves letters to the page.
const TAKEN =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="application"], [role="grid"]';

/** Keys that work anywhere on the page, except where a control or a dialog has its own use for them. */
export function usePageKeys(keys: Record<string, (() => void) | null>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(TAKEN)) return;
      if (event.target instanceof HTMLInputElement && event.key.startsWith('Arrow')) return;
      const action = current.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
