'use client';

import { useDisclosure } from '@mantine/hooks';
import { lazy, memo, Suspense, useState } from 'react';
import { useMay } from '#components/actor/actor-provider.tsx';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { RunIcon } from '#components/ui/icons.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { FirstStage } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';

const loadDialog = () => import('#components/runs/run-dialog.tsx');
// Most visits only read: the dialog's code comes when somebody reaches for the button.
const RunDialog = lazy(() => loadDialog().then((module) => ({ default: module.RunDialog })));

interface RunButtonProps {
  label: string;
  day: string;
  today: string;
  choosesDay?: boolean;
  fromStage?: FirstStage;
  /** Key that opens the dialog from anywhere on the page. */
  hotkey?: string;
  variant?: 'filled' | 'default';
  size?: 'xs' | 'sm' | 'md';
  onStarted?: (run: RunView) => void;
}

/** Opens the dialog that starts a run; never starts one by itself. */
export const RunButton = memo(function RunButton({
  label,
  variant = 'filled',
  size = 'sm',
  hotkey,
  ...dialog
}: RunButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const [wanted, setWanted] = useState(false);
  const start = () => {
    setWanted(true);
    open();
  };
  const { may } = useMay('runs.request');
  useShortcuts(hotkey === undefined || !may ? [] : [{ key: hotkey, words: label, run: start }]);
  return (
    <>
      <GuardedButton
        action="runs.request"
        variant={variant}
        size={size}
        leftSection={<RunIcon size={16} />}
        onPointerEnter={() => void loadDialog()}
        aria-keyshortcuts={hotkey}
        onClick={start}
      >
        {label}
      </GuardedButton>
      {wanted && (
        <Suspense>
          <RunDialog opened={opened} onClose={close} {...dialog} />
        </Suspense>
      )}
    </>
  );
});
