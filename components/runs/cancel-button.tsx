'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMay } from '#components/actor/actor-provider.tsx';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { useCancelRun } from '#components/data/use-run-actions.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { CrossIcon } from '#components/ui/icons.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { RunView } from '#domain/views.ts';
import styles from './run-dialog.module.css';

/** Asks before a live run is cancelled, and says what becomes of what is shown. */
export function CancelButton({ run }: { run: RunView }) {
  const t = useTexts();
  const [opened, { open, close }] = useDisclosure(false);
  const cancel = useCancelRun(run.id);
  const start = () => {
    cancel.reset();
    open();
  };
  const { may } = useMay('runs.cancel');
  useShortcuts(may ? [{ key: 'c', words: t('run.cancelKey'), run: start }] : []);
  return (
    <>
      <GuardedButton
        action="runs.cancel"
        variant="default"
        leftSection={<CrossIcon size={16} />}
        aria-keyshortcuts="c"
        onClick={start}
      >
        {t('run.cancelRun')}
      </GuardedButton>
      <Dialog opened={opened} onClose={close} title={t('run.cancelTitle')}>
        <div className={styles.form}>
          <p className={styles.text}>{t('run.cancelText', { day: t.day(run.day) })}</p>
          {cancel.error && (
            <Notice tone="bad" title={t('run.notCancelled')}>
              {cancel.error.message}
            </Notice>
          )}
          <div className={styles.buttons}>
            <Button variant="default" onClick={close}>
              {t('run.letItRun')}
            </Button>
            <Button
              color="red"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(undefined, { onSuccess: close })}
            >
              {t('run.cancelRun')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
