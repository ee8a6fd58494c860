'use client';

import { useSyncExternalStore } from 'react';

const UNKNOWN_PX = 900;

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** The window's height in CSS pixels, right from the first render in the browser. */
export function useWindowHeight(): number {
  return useSyncExternalStore(
    subscribe,
    () => window.innerHeight,
    () => UNKNOWN_PX,
  );
}
