'use client';

import { Button } from '@mantine/core';
import { useActor } from '#components/actor/actor-provider.tsx';
import { useChangeUser } from '#components/data/user-queries.ts';
import { formatInstant } from '#components/format/time.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { UserView } from '#domain/users.ts';
import styles from './users-page.module.css';

/** One person, and what an administrator may do about their access. */
export function UserRow({ user }: { user: UserView }) {
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
          {self && <span className={styles.small}> (you)</span>}
        </div>
        <div className={styles.small}>{email ?? 'no mail address'}</div>
      </div>
      <div>
        <div className={styles.role}>{role}</div>
        {disabled && <div className={styles.off}>disabled</div>}
      </div>
      <div className={styles.small}>
        <div>Last seen {formatInstant(user.lastSeenAt, 0)}</div>
        <div>
          {sessionWords(sessions.length)}
          {addresses.length > 0 && ` from ${addresses.join(', ')}`}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="default"
          disabled={sessions.length === 0 || change.isPending}
          onClick={() => change.mutate({ userId, endSessions: true })}
          aria-label={`End sessions of ${name}`}
        >
          End sessions
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={self || change.isPending}
          title={self ? 'Another administrator can disable you' : undefined}
          onClick={() => change.mutate({ userId, disabled: !disabled })}
          aria-label={`${disabled ? 'Enable' : 'Disable'} ${name}`}
        >
          {disabled ? 'Enable' : 'Disable'}
        </Button>
      </div>
      {change.error && (
        <div className={styles.problem}>
          <Notice tone="bad" title="Nothing was changed">
            {change.error.message}
          </Notice>
        </div>
      )}
    </li>
  );
}

function sessionWords(count: number): string {
  return count === 0 ? 'No open session' : count === 1 ? '1 open session' : `${count} open sessions`;
}
