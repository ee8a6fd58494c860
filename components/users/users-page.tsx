'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '#components/data/user-queries.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { UserRow } from '#components/users/user-row.tsx';
import styles from './users-page.module.css';

/** Everybody who has signed in, last seen first. */
export function UsersPage() {
  const query = useQuery(usersQuery());
  if (!query.data) {
    if (query.error) return <ProblemNotice what="The people" error={query.error} onRetry={() => query.refetch()} />;
    return <Skeleton height={260} radius="lg" aria-busy="true" />;
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>People</h1>
        <span className={styles.sub}>who have signed in; their role comes from their groups at the provider</span>
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
