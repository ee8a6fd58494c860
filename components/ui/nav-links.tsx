'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { OpenFaultCount } from '#components/faults/open-fault-count.tsx';
import styles from './shell.module.css';

export function NavLinks() {
  const path = usePathname();
  const onFaults = path.startsWith('/faults');
  const onRuns = path.startsWith('/runs');
  const onModel = path.startsWith('/model');
  const onPlant = path === '/' || path.startsWith('/arrays');
  return (
    <nav className={styles.nav} aria-label="Main">
      <Link className={styles.link} href="/" aria-current={onPlant ? 'page' : undefined}>
        Plant
      </Link>
      <Link className={styles.link} href="/faults" aria-current={onFaults ? 'page' : undefined}>
        Faults
        <OpenFaultCount />
      </Link>
      <Link className={styles.link} href="/runs" aria-current={onRuns ? 'page' : undefined}>
        Runs
      </Link>
      <Link className={styles.link} href="/model" aria-current={onModel ? 'page' : undefined}>
        Model
      </Link>
    </nav>
  );
}
