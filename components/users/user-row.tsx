'use client';

import { Button } from '@mantine/core';
import { useActor } from '#components/actor/actor-provider.tsx';
import { useChangeUser } from '#components/data/user-queries.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { UserView } from '#domain/users.ts';
import styles from './users-page.module.css';

/** One person, and what an administrator may do about their access. */
export function UserRow({ user }: { user: UserView }) {
  const t = useTexts();
  const self = useActor()?.id === user.id;
  const change = useChangeUser();
  const { id: userId, name, email, role, sessions } = user;
  const disabled = user.disabledAt !== null;
  const addresses = [...new Set(sessions.flatMap(({ address }) => address ?? []))];
  return (
    <li className={styles.row}>
      <div>
        <div className={styles.name}>
          {name}
          {self && <span className={styles.small}> {t('user.you')}</span>}
        </div>
        <div className={styles.small}>{email ?? t('user.noMail')}</div>
      </div>
      <div>
        <div className={styles.role}>{t(`roles.${role}`)}</div>
        {disabled && <div className={styles.off}>{t('user.disabled')}</div>}
      </div>
      <div className={styles.small}>
        <div>{t('user.lastSeen', { at: t.instant(user.lastSeenAt, 0) })}</div>
        <div>
          {sessionWords(sessions.length, t)}
          {addresses.length > 0 && ` ${t('user.from', { addresses: addresses.join(', ') })}`}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="default"
          disabled={sessions.length === 0 || change.isPending}
          onClick={() => change.mutate({ userId, endSessions: true })}
          aria-label={t('user.endSessionsOf', { name })}
        >
          {t('user.endSessions')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={self || change.isPending}
          title={self ? t('user.notYourself') : undefined}
          onClick={() => change.mutate({ userId, disabled: !disabled })}
          aria-label={t(disabled ? 'user.enableName' : 'user.disableName', { name })}
        >
          {disabled ? t('user.enable') : t('user.disable')}
        </Button>
      </div>
      {change.error && (
        <div className={styles.problem}>
          <Notice tone="bad" title={t('fault.nothingChanged')}>
            {change.error.message}
          </Notice>
        </div>
      )}
    </li>
  );
}

function sessionWords(count: number, t: Texts): string {
  return t('user.sessions', { count });
}
