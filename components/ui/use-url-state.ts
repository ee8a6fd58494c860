'use client';

import { usePathname } from 'next/navigation';
import { useCallback } from 'react';
import { useUrlSearch } from '#components/ui/url-search.tsx';

/**
 * The page's state in the URL; what is written is seen at once. A new day is a step that "back" undoes; a filter replaces
 * the one before.
 */
export function useUrlState() {
  const path = usePathname();
  const { search, show } = useUrlSearch();
  const write = useCallback(
    (changes: Record<string, string | null>, how: 'push' | 'replace') => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      const url = next.size === 0 ? path : `${path}?${next.toString().replaceAll('%2C', ',')}`;
      show(next, () => {
        // Next keeps useSearchParams in step with the history, without asking the server for the page again.
        if (how === 'push') window.history.pushState(null, '', url);
        else window.history.replaceState(null, '', url);
      });
    },
    [path, show],
  );
  return { search, write };
}

/** A link with parameters; those without a value are left out. */
export function hrefOf(path: string, parameters: Record<string, string | null>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString().replaceAll('%2C', ',')}`;
}
