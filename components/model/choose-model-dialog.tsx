'use client';

import { Button, Group, Modal } from '@mantine/core';
import { useChooseModel } from '#components/data/model-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import styles from './model-page.module.css';

/** Asks before coming runs take another version; a refusal is shown where it happened. */
export function ChooseModelDialog({ version, onClose }: { version: string | null; onClose: () => void }) {
  const t = useTexts();
  const choose = useChooseModel();
  const close = () => {
    choose.reset();
    onClose();
  };
  return (
    <Modal opened={version !== null} onClose={close} title={t('model.useThis')} centered>
      <p className={styles.question}>
        {t.rich('model.useText', { version: version ?? '', strong: (text) => <strong>{text}</strong> })}
      </p>
      {choose.error && (
        <Notice tone="bad" title={t('model.notChanged')}>
          {choose.error.message}
        </Notice>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={choose.isPending}
          onClick={() => version !== null && choose.mutate(version, { onSuccess: close })}
        >
          {t('model.useThis')}
        </Button>
      </Group>
    </Modal>
  );
}
