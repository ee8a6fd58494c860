'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { OpenFaultCount } from '#components/faults/open-fault-count.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './shell.module.css';

const LINKS = [
  { href: '/', page: 'plant', holds: (path: string) => path === '/' || path.startsWith('/arrays') },
  { href: '/faults', page: 'faults', holds: (path: string) => path.startsWith('/faults') },
  { href: '/runs', page: 'runs', holds: (path: string) => path.startsWith('/runs') },
  { href: '/exports', page: 'exports', holds: (path: string) => path.startsWith('/exports') },
  { href: '/model', page: 'model', holds: (path: string) => path.startsWith('/model') },
] as const;

/** The pages of everyday work; what administers is in the menu of who is signed in. */
export function NavLinks() {
  const t = useTexts();
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
    <nav ref={nav} className={styles.nav} aria-label={t('shell.main')}>
      {LINKS.map(({ href, page, holds }) => (
        <Link key={href} className={styles.link} href={href} aria-current={holds(path) ? 'page' : undefined}>
          {t(`pages.${page}`)}
          {href === '/faults' && <OpenFaultCount />}
        </Link>
      ))}
    </nav>
  );
}
