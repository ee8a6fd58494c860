'use client';

import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { QueryProvider } from '#components/data/query-provider.tsx';
import { cssVariables, theme } from '#components/theme/theme.ts';

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryProvider>{children}</QueryProvider>
    </MantineProvider>
  );
}
