'use client';

import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KeyboardIcon } from '#components/ui/icons.tsx';
import { useListedKeys } from '#components/ui/shortcuts.ts';
import { useQuestionKey } from '#components/ui/use-question-key.ts';

// Few visits ask: the sheet's code comes with the first one.
const ShortcutSheet = lazy(() =>
  import('#components/ui/shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
);

/** The keys of the page at hand, by `?` or by a button. */
export function ShortcutButton() {
  const t = useTexts();
  const [opened, { open, close }] = useDisclosure(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    open();
  };
  useQuestionKey(show);
  useListedKeys([{ keys: '?', words: t('shell.thisList') }]);
  return (
    <>
      <ActionIcon variant="default" size="lg" aria-label={t('shell.keys')} title={t('shell.keysHint')} onClick={show}>
        <KeyboardIcon />
      </ActionIcon>
      {wanted && (
        <Suspense>
          <ShortcutSheet opened={opened} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
