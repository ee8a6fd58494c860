'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMay } from '#components/actor/actor-provider.tsx';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { useCancelRun } from '#components/data/use-run-actions.ts';
import { formatDay } from '#components/format/time.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { CrossIcon } from '#components/ui/icons.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { RunView } from '#domain/views.ts';
import styles from './run-dialog.module.css';

/** Asks before a live run is cancelled, and says what becomes of what is shown. */
export function CancelButton({ run }: { run: RunView }) {
  const [opened, { open, close }] = useDisclosure(false);
  const cancel = useCancelRun(run.id);
  const start = () => {
    cancel.reset();
    open();
  };
  const { may } = useMay('runs.cancel');
  useShortcuts(may ? [{ key: 'c', words: 'Cancel the run', run: start }] : []);
  return (
    <>
      <GuardedButton
        action="runs.cancel"
        variant="default"
        leftSection={<CrossIcon size={16} />}
        aria-keyshortcuts="c"
        onClick={start}
      >
        Cancel run
      </GuardedButton>
      <Dialog opened={opened} onClose={close} title="Cancel this run">
        <div className={styles.form}>
          <p className={styles.text}>
            The run of {formatDay(run.day)} ends without a result; its workers stop within seconds. What operators see
            of the day stays as it is, and the day can be run again at any time.
          </p>
          {cancel.error && (
            <Notice tone="bad" title="The run was not cancelled">
              {cancel.error.message}
            </Notice>
          )}
          <div className={styles.buttons}>
            <Button variant="default" onClick={close}>
              Let it run
            </Button>
            <Button
              color="red"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(undefined, { onSuccess: close })}
            >
              Cancel run
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
