'use client';

import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { QueryProvider } from '#components/data/query-provider.tsx';
import { cssVariables, theme } from '#components/theme/theme.ts';
import { UrlSearchProvider } from '#components/ui/url-search.tsx';
import { usePlantId } from '#components/ui/use-plant.ts';

/** What is read is kept by plant: the page of another begins anew. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryProvider key={usePlantId()}>
        <UrlSearchProvider>{children}</UrlSearchProvider>
      </QueryProvider>
    </MantineProvider>
  );
}
