'use client';

import { Button, CopyButton } from '@mantine/core';
import { Notice } from '#components/ui/notice.tsx';
import type { CreatedToken } from '#domain/token.ts';
import styles from './tokens.module.css';

/** The one time that a token is shown. */
export function CreatedTokenView({ created, onClose }: { created: CreatedToken; onClose: () => void }) {
  return (
    <div className={styles.form}>
      <Notice tone="warn" title="Copy it now">
        It is shown this once and kept nowhere. Who has it may do all that it may.
      </Notice>
      <div className={styles.secret}>
        <output className={styles.token} aria-label={`Token ${created.name}`}>
          {created.token}
        </output>
        <CopyButton value={created.token} timeout={3000}>
          {({ copied, copy }) => (
            <Button variant={copied ? 'light' : 'filled'} onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className={styles.none}>It works until {created.expiresAt.slice(0, 10)}.</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
