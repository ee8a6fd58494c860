'use client';

import { Button, CopyButton } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { CreatedToken } from '#domain/token.ts';
import styles from './tokens.module.css';

/** The one time that a token is shown. */
export function CreatedTokenView({ created, onClose }: { created: CreatedToken; onClose: () => void }) {
  const t = useTexts();
  return (
    <div className={styles.form}>
      <Notice tone="warn" title={t('token.copyNow')}>
        {t('token.shownOnce')}
      </Notice>
      <div className={styles.secret}>
        <output className={styles.token} aria-label={t('token.tokenOf', { name: created.name })}>
          {created.token}
        </output>
        <CopyButton value={created.token} timeout={3000}>
          {({ copied, copy }) => (
            <Button variant={copied ? 'light' : 'filled'} onClick={copy}>
              {copied ? t('token.copied') : t('token.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className={styles.none}>{t('token.validUntil', { day: created.expiresAt.slice(0, 10) })}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('token.done')}
        </Button>
      </div>
    </div>
  );
}
