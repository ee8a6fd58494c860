'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './shell.module.css';

export function NavLinks() {
  const path = usePathname();
  const onRuns = path.startsWith('/runs');
  const onExports = path.startsWith('/exports');
  const onModel = path.startsWith('/model');
  const onAudit = path.startsWith('/audit');
  const onPlant = path === '/' || path.startsWith('/arrays');
  return (
    <nav className={styles.nav} aria-label="Main">
      <Link className={styles.link} href="/" aria-current={onPlant ? 'page' : undefined}>
        Plant
      </Link>
      <Link className={styles.link} href="/runs" aria-current={onRuns ? 'page' : undefined}>
        Runs
      </Link>
      <Link className={styles.link} href="/exports" aria-current={onExports ? 'page' : undefined}>
        Exports
      </Link>
      <Link className={styles.link} href="/model" aria-current={onModel ? 'page' : undefined}>
        Model
      </Link>
      <Link className={styles.link} href="/audit" aria-current={onAudit ? 'page' : undefined}>
        Audit
      </Link>
    </nav>
  );
}
