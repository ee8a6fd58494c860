'use client';

import type { ReactNode } from 'react';
import { UserMenu } from '#components/actor/user-menu.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { ColorSchemeToggle } from '#components/ui/color-scheme-toggle.tsx';
import { Link } from '#components/ui/link.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { NavLinks } from '#components/ui/nav-links.tsx';
import { plantPrefix } from '#components/ui/plant-path.ts';
import { type PlantName, PlantSwitcher } from '#components/ui/plant-switcher.tsx';
import { ShortcutButton } from '#components/ui/shortcut-button.tsx';
import styles from './shell.module.css';

interface ShellProps {
  signedIn: boolean;
  /** Those that who is signed in may see. */
  plants: readonly PlantName[];
  children: ReactNode;
}

/** Where the default plant is found: with others beside it home is the list of all. */
function homeOf(plants: readonly PlantName[]): string {
  const own = plants.length > 1 ? plants.find(({ isDefault }) => isDefault) : undefined;
  return own ? plantPrefix(own.id) : '/';
}

/** The frame of every page; who is not signed in has nowhere to go to by it. */
export function Shell({ signedIn, plants, children }: ShellProps) {
  const t = useTexts();
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link className={styles.brand} href="/" aria-label="Heliograph">
            <Logo />
            <span className={styles.name}>Heliograph</span>
          </Link>
          {plants.length > 1 && <PlantSwitcher plants={plants} />}
          {signedIn && <NavLinks home={homeOf(plants)} />}
          <div className={styles.corner}>
            <UserMenu />
            <span className={styles.keys}>
              <ShortcutButton />
            </span>
            <ColorSchemeToggle />
          </div>
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
