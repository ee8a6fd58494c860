'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '#components/data/user-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { UserRow } from '#components/users/user-row.tsx';
import styles from './users-page.module.css';

/** Everybody who has signed in, last seen first. */
export function UsersPage() {
  const t = useTexts();
  const query = useQuery(usersQuery());
  if (!query.data) {
    if (query.error)
      return <ProblemNotice what={t('user.theUsers')} error={query.error} onRetry={() => query.refetch()} />;
    return <Skeleton height={260} radius="lg" aria-busy="true" />;
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.users')}</h1>
        <span className={styles.sub}>{t('user.sub')}</span>
      </div>
      <Panel className={styles.list}>
        <ul className={styles.rows}>
          {query.data.users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}
