import { Button } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { DAY_MS } from '#domain/plant-day.ts';
import type { TokenView } from '#domain/token.ts';
import styles from './tokens.module.css';

/** One token: what it is for, what it may do, when it was used last and until when it works. */
export function TokenRow({ token, onRevoke }: { token: TokenView; onRevoke: () => void }) {
  const t = useTexts();
  const { name, prefix, kind, role, scopes, state, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.what}>
        <div className={styles.name}>
          {name}
          <span className={styles.state}>{t(`token.state.${state}`)}</span>
        </div>
        <div className={styles.facts}>
          <code>{prefix}…</code>
          <span>{t(kind === 'service' ? 'token.service' : 'token.personal', { role: t(`roles.${role}`) })}</span>
          <span>{t('token.createdBy', { name: createdBy, day: dateOf(createdAt) })}</span>
          <span>{lastUsedAt === null ? t('token.neverUsed') : t('token.lastUsed', { at: timeOf(lastUsedAt) })}</span>
          {state === 'active' && <ExpiresIn expiresAt={expiresAt} />}
          {state === 'expired' && <span>{t('token.expiredOn', { day: dateOf(expiresAt) })}</span>}
          {revokedAt !== null && <span>{t('token.revokedAt', { at: timeOf(revokedAt) })}</span>}
        </div>
        <ul className={styles.scopes} aria-label={t('token.mayDo')}>
          {scopes.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </div>
      {state === 'active' && (
        <Button variant="default" size="compact-sm" onClick={onRevoke} aria-label={t('token.revokeName', { name })}>
          {t('token.revoke')}
        </Button>
      )}
    </li>
  );
}

function ExpiresIn({ expiresAt }: { expiresAt: string }) {
  const t = useTexts();
  const days = Math.ceil((Date.parse(expiresAt) - useNow(false)) / DAY_MS);
  return (
    <span className={days <= 14 ? styles.soon : undefined}>
      {t('token.validFor', { day: dateOf(expiresAt), days })}
    </span>
  );
}

const dateOf = (iso: string) => iso.slice(0, 10);
const timeOf = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
