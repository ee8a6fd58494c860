'use client';

import { useSearchParams } from 'next/navigation';
import { createContext, type ReactNode, startTransition, useCallback, useContext, useMemo, useOptimistic } from 'react';

interface UrlSearch {
  search: URLSearchParams;
  /** Shows `next` at once, on every part of the page, while `write` brings it to the address. */
  show: (next: URLSearchParams, write: () => void) => void;
}

const UrlSearchContext = createContext<UrlSearch | null>(null);

/**
 * What the address holds behind its question mark, for the whole page. Next tells of a change in a transition, which a busy
 * page puts off: until it has, what was written is shown in its place.
 */
export function UrlSearchProvider({ children }: { children: ReactNode }) {
  const [search, showAhead] = useOptimistic<URLSearchParams>(useSearchParams());
  const show = useCallback(
    (next: URLSearchParams, write: () => void) =>
      startTransition(() => {
        showAhead(next);
        write();
      }),
    [showAhead],
  );
  const value = useMemo(() => ({ search, show }), [search, show]);
  return <UrlSearchContext value={value}>{children}</UrlSearchContext>;
}

export function useUrlSearch(): UrlSearch {
  const value = useContext(UrlSearchContext);
  if (!value) throw new Error('useUrlSearch outside UrlSearchProvider');
  return value;
}
