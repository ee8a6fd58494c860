'use client';

import { Button, Modal } from '@mantine/core';
import { useRevokeToken } from '#components/data/token-queries.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { TokenView } from '#domain/token.ts';
import styles from './tokens.module.css';

/** Asks before a token is ended, since nobody can undo it. */
export function RevokeTokenDialog({ token, onClose }: { token: TokenView | null; onClose: () => void }) {
  const revoke = useRevokeToken();
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <Modal
      opened={token !== null}
      onClose={close}
      title={`Revoke “${token?.name ?? ''}”?`}
      centered
      classNames={{ title: styles.dialogTitle ?? '' }}
    >
      <div className={styles.form}>
        <p className={styles.text}>
          Programs that use it are refused from their next request on. This cannot be undone.
        </p>
        {revoke.error && (
          <Notice tone="bad" title="It was not revoked">
            {revoke.error.message}
          </Notice>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            Keep it
          </Button>
          <Button
            color="red.9"
            loading={revoke.isPending}
            onClick={() => token && revoke.mutate(token.id, { onSuccess: close })}
          >
            Revoke
          </Button>
        </div>
      </div>
    </Modal>
  );
}
