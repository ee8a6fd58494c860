'use client';

import { Button, Modal } from '@mantine/core';
import { useRevokeToken } from '#components/data/token-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { TokenView } from '#domain/token.ts';
import styles from './tokens.module.css';

/** Asks before a token is ended, since nobody can undo it. */
export function RevokeTokenDialog({ token, onClose }: { token: TokenView | null; onClose: () => void }) {
  const t = useTexts();
  const revoke = useRevokeToken();
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <Modal
      opened={token !== null}
      onClose={close}
      title={t('token.revokeQuestion', { name: token?.name ?? '' })}
      centered
      classNames={{ title: styles.dialogTitle ?? '' }}
    >
      <div className={styles.form}>
        <p className={styles.text}>{t('token.revokeText')}</p>
        {revoke.error && (
          <Notice tone="bad" title={t('token.notRevoked')}>
            {revoke.error.message}
          </Notice>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {t('token.keep')}
          </Button>
          <Button
            color="red.9"
            loading={revoke.isPending}
            onClick={() => token && revoke.mutate(token.id, { onSuccess: close })}
          >
            {t('token.revoke')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
