'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { UserMenu } from '#components/actor/user-menu.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { ColorSchemeToggle } from '#components/ui/color-scheme-toggle.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { NavLinks } from '#components/ui/nav-links.tsx';
import { ShortcutButton } from '#components/ui/shortcut-button.tsx';
import styles from './shell.module.css';

/** The frame of every page; who is not signed in has nowhere to go to by it. */
export function Shell({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
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
          {signedIn && <NavLinks />}
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
