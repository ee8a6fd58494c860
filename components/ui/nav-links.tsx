'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { OpenFaultCount } from '#components/faults/open-fault-count.tsx';
import styles from './shell.module.css';

const LINKS = [
  { href: '/', words: 'Plant', holds: (path: string) => path === '/' || path.startsWith('/arrays') },
  { href: '/faults', words: 'Faults', holds: (path: string) => path.startsWith('/faults') },
  { href: '/runs', words: 'Runs', holds: (path: string) => path.startsWith('/runs') },
  { href: '/exports', words: 'Exports', holds: (path: string) => path.startsWith('/exports') },
  { href: '/model', words: 'Model', holds: (path: string) => path.startsWith('/model') },
] as const;

/** The pages of everyday work; what administers is in the menu of who is signed in. */
export function NavLinks() {
  const path = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a phone the links scroll: the one of this page is in sight, also when a count beside another comes later.
  useEffect(() => {
    const element = nav.current;
    const link = element?.querySelector<HTMLElement>(`a[aria-current][href="/${path.split('/')[1]}"]`);
    if (!element || !link) return;
    const observer = new ResizeObserver(() => {
      element.scrollLeft = link.offsetLeft - element.offsetLeft - 60;
    });
    for (const each of element.children) observer.observe(each);
    return () => observer.disconnect();
  }, [path]);
  return (
    <nav ref={nav} className={styles.nav} aria-label="Main">
      {LINKS.map(({ href, words, holds }) => (
        <Link key={href} className={styles.link} href={href} aria-current={holds(path) ? 'page' : undefined}>
          {words}
          {href === '/faults' && <OpenFaultCount />}
        </Link>
      ))}
    </nav>
  );
}
