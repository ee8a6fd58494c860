'use client';

import { Button, Group, Modal } from '@mantine/core';
import { useChooseModel } from '#components/data/model-queries.ts';
import { Notice } from '#components/ui/notice.tsx';
import styles from './model-page.module.css';

/** Asks before coming runs take another version; a refusal is shown where it happened. */
export function ChooseModelDialog({ version, onClose }: { version: string | null; onClose: () => void }) {
  const choose = useChooseModel();
  const close = () => {
    choose.reset();
    onClose();
  };
  return (
    <Modal opened={version !== null} onClose={close} title="Use this version" centered>
      <p className={styles.question}>
        Coming runs will judge with <strong>{version}</strong>. Days that were judged stay as they are until they are
        run again. The change is kept in the audit log.
      </p>
      {choose.error && (
        <Notice tone="bad" title="The version was not changed">
          {choose.error.message}
        </Notice>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          loading={choose.isPending}
          onClick={() => version !== null && choose.mutate(version, { onSuccess: close })}
        >
          Use this version
        </Button>
      </Group>
    </Modal>
  );
}
