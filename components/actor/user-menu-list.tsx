'use client';

import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useActor } from '#components/actor/actor-provider.tsx';
import { UserButton } from '#components/actor/user-button.tsx';
import { call } from '#components/data/call.ts';
import type { Action } from '#domain/actions.ts';
import { endSession } from '#domain/api/people.ts';
import styles from './user-menu.module.css';

const LINKS: readonly { href: string; words: string; action: Action }[] = [
  { href: '/commissioning', words: 'Commissioning', action: 'plant.read' },
  { href: '/tokens', words: 'Tokens', action: 'tokens.own' },
  { href: '/api-docs', words: 'API', action: 'plant.read' },
  { href: '/plants/register', words: 'Register arrays', action: 'plant.register' },
  { href: '/users', words: 'People', action: 'users.manage' },
  { href: '/audit', words: 'Audit log', action: 'audit.read' },
];

/** The pages beside everyday work, and the way out. It opens as soon as it is there: somebody has asked for it. */
export function UserMenuList() {
  const actor = useActor();
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with its page's first state: this one has the focus when the menu closes.
    button.current?.focus();
    setOpened(true);
  }, []);
  const signOut = useMutation({
    mutationFn: () => call(endSession, {}),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (!actor) return null;
  const links = LINKS.filter(({ action }) => actor.actions.includes(action));
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <UserButton ref={button} who={actor} />
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
