'use client';

import { Menu, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useActor } from '#components/actor/actor-provider.tsx';
import { fetchJson } from '#components/data/fetch-json.ts';
import { ChevronRightIcon } from '#components/ui/icons.tsx';
import type { Action } from '#server/auth/actions.ts';
import { signedOutSchema } from '#server/domain/users.ts';
import styles from './user-menu.module.css';

const LINKS: readonly { href: string; words: string; action: Action }[] = [
  { href: '/tokens', words: 'Tokens', action: 'tokens.own' },
  { href: '/api-docs', words: 'API', action: 'plant.read' },
  { href: '/users', words: 'People', action: 'users.manage' },
  { href: '/audit', words: 'Audit log', action: 'audit.read' },
];

/** Who is signed in and as what, the pages beside everyday work, and the way out. */
export function UserMenu() {
  const actor = useActor();
  const links = LINKS.filter(({ action }) => actor?.actions.includes(action));
  const signOut = useMutation({
    mutationFn: () => fetchJson(signedOutSchema, '/api/v1/session', { method: 'DELETE' }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (!actor) return null;
  return (
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles.target} aria-label={`Signed in as ${actor.name}, ${actor.role}`}>
          <span className={styles.initial} aria-hidden="true">
            {actor.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{actor.name}</span>
            <span className={styles.role}>{actor.role}</span>
          </span>
          <span className={styles.chevron}>
            <ChevronRightIcon size={14} />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.label}>
          {actor.name}, {actor.role}
        </Menu.Label>
        {links.map(({ href, words }) => (
          <Menu.Item key={href} component={Link} href={href}>
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {signOut.isPending ? 'Signing out' : signOut.error ? 'Sign out: try again' : 'Sign out'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
