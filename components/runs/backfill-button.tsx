'use client';

import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CalendarIcon } from '#components/ui/icons.tsx';

const loadDialog = () => import('#components/runs/backfill-dialog.tsx');
const BackfillDialog = lazy(() => loadDialog().then((module) => ({ default: module.BackfillDialog })));

interface BackfillButtonProps {
  /** Range to begin with. */
  from: string;
  to: string;
  today: string;
}

/** Opens the dialog that runs a range of days; its code comes when somebody reaches for the button. */
export function BackfillButton(range: BackfillButtonProps) {
  const t = useTexts();
  const [opened, { open, close }] = useDisclosure(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <GuardedButton
        action="runs.request"
        variant="default"
        leftSection={<CalendarIcon size={16} />}
        onPointerEnter={() => void loadDialog()}
        onClick={() => {
          setWanted(true);
          open();
        }}
      >
        {t('run.backfill')}
      </GuardedButton>
      {wanted && (
        <Suspense>
          <BackfillDialog opened={opened} onClose={close} {...range} />
        </Suspense>
      )}
    </>
  );
}
