'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 1000;

/** The clock, moving once a second while something is live; it stands still otherwise. */
export function useNow(live: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [live]);
  return now;
}
