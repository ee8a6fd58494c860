'use client';

import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { MoonIcon, SunIcon } from '#components/ui/icons.tsx';

/** Follows the system until it is pressed. Both icons are in the page: which one shows is the style sheet's choice. */
export function ColorSchemeToggle() {
  const t = useTexts();
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <ActionIcon variant="default" size="lg" aria-label={t('shell.colorScheme')} onClick={toggleColorScheme}>
      <span className="only-light">
        <MoonIcon />
      </span>
      <span className="only-dark">
        <SunIcon />
      </span>
    </ActionIcon>
  );
}
