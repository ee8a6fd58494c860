'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { isSignedOut, isWorthRetrying } from '#components/data/api-error.ts';

const RETRIES = 2;

/** One cache a browser tab. A result counts as fresh for half a minute; coming back to the tab asks again. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: signInAgain }),
        mutationCache: new MutationCache({ onError: signInAgain }),
        defaultOptions: {
          queries: {
            staleTime: 30_000,
            retry: (failures, error) => failures < RETRIES && isWorthRetrying(error),
            networkMode: 'always',
          },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** A session that has run out or was ended: to the sign-in page, and from there back to where we are. */
function signInAgain(error: Error): void {
  if (!isSignedOut(error)) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`);
}
