'use client';

import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useActor } from '#components/actor/actor-provider.tsx';
import { LanguageItems } from '#components/actor/language-items.tsx';
import { UserButton } from '#components/actor/user-button.tsx';
import { call } from '#components/data/call.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Action } from '#domain/actions.ts';
import { endSession } from '#domain/api/people.ts';
import styles from './user-menu.module.css';

const LINKS = [
  { href: '/commissioning', page: 'commissioning', action: 'plant.read' },
  { href: '/tokens', page: 'tokens', action: 'tokens.own' },
  { href: '/api-docs', page: 'api', action: 'plant.read' },
  { href: '/plants/register', page: 'register', action: 'plant.register' },
  { href: '/users', page: 'users', action: 'users.manage' },
  { href: '/audit', page: 'audit', action: 'audit.read' },
] as const satisfies readonly { href: string; page: string; action: Action }[];

/** The pages beside everyday work, and the way out. It opens as soon as it is there: somebody has asked for it. */
export function UserMenuList() {
  const t = useTexts();
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
          {actor.name}, {t(`roles.${actor.role}`)}
        </Menu.Label>
        {links.map(({ href, page }) => (
          <Menu.Item key={href} component={Link} href={href}>
            {t(`pages.${page}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {signOut.isPending ? t('actor.signingOut') : signOut.error ? t('actor.signOutAgain') : t('actor.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
