import { Button } from '@mantine/core';
import { useNow } from '#components/ui/use-now.ts';
import { DAY_MS } from '#domain/plant-day.ts';
import type { TokenView } from '#domain/token.ts';
import styles from './tokens.module.css';

const STATE_WORDS = { active: 'Active', expired: 'Expired', revoked: 'Revoked' } as const;

/** One token: what it is for, what it may do, when it was used last and until when it works. */
export function TokenRow({ token, onRevoke }: { token: TokenView; onRevoke: () => void }) {
  const { name, prefix, kind, role, scopes, state, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.what}>
        <div className={styles.name}>
          {name}
          <span className={styles.state}>{STATE_WORDS[state]}</span>
        </div>
        <div className={styles.facts}>
          <code>{prefix}…</code>
          <span>{kind === 'service' ? `service, ${role}` : `personal, at most ${role}`}</span>
          <span>
            made by {createdBy}, {dateOf(createdAt)}
          </span>
          <span>{lastUsedAt === null ? 'never used' : `last used ${timeOf(lastUsedAt)}`}</span>
          {state === 'active' && <ExpiresIn expiresAt={expiresAt} />}
          {state === 'expired' && <span>expired {dateOf(expiresAt)}</span>}
          {revokedAt !== null && <span>revoked {timeOf(revokedAt)}</span>}
        </div>
        <ul className={styles.scopes} aria-label="May do">
          {scopes.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </div>
      {state === 'active' && (
        <Button variant="default" size="compact-sm" onClick={onRevoke} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      )}
    </li>
  );
}

function ExpiresIn({ expiresAt }: { expiresAt: string }) {
  const days = Math.ceil((Date.parse(expiresAt) - useNow(false)) / DAY_MS);
  return (
    <span className={days <= 14 ? styles.soon : undefined}>
      works until {dateOf(expiresAt)} ({days} {days === 1 ? 'day' : 'days'})
    </span>
  );
}

const dateOf = (iso: string) => iso.slice(0, 10);
const timeOf = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
