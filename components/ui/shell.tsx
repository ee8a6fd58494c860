import Link from 'next/link';
import type { ReactNode } from 'react';
import { ColorSchemeToggle } from '#components/ui/color-scheme-toggle.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { NavLinks } from '#components/ui/nav-links.tsx';
import { ShortcutButton } from '#components/ui/shortcut-button.tsx';
import styles from './shell.module.css';

/** The frame of every page. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link className={styles.brand} href="/">
            <Logo />
            <span className={styles.name}>Heliograph</span>
          </Link>
          <NavLinks />
          <div className={styles.tools}>
            <ShortcutButton />
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
