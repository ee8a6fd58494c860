'use client';

import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { ChevronRightIcon } from '#components/ui/icons.tsx';
import type { Role } from '#domain/roles.ts';
import styles from './user-menu.module.css';

interface Who {
  name: string;
  role: Role;
}

type UserButtonProps = { who: Who } & UnstyledButtonProps & Omit<ComponentProps<'button'>, keyof UnstyledButtonProps>;

/** Who is signed in and as what; opens the menu of what they may do beside everyday work. */
export function UserButton({ who: { name, role }, ...button }: UserButtonProps) {
  const t = useTexts();
  return (
    <UnstyledButton
      {...button}
      className={styles.target}
      aria-label={t('actor.signedInAs', { name, role: t(`roles.${role}`) })}
    >
      <span className={styles.initial} aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span className={styles.who}>
        <span className={styles.name}>{name}</span>
        <span className={styles.role}>{t(`roles.${role}`)}</span>
      </span>
      <span className={styles.chevron}>
        <ChevronRightIcon size={14} />
      </span>
    </UnstyledButton>
  );
}
