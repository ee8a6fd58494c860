'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { OpenFaultCount } from '#components/faults/open-fault-count.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { plantPrefix } from '#components/ui/plant-path.ts';
import { usePlantId } from '#components/ui/use-plant.ts';
import styles from './shell.module.css';

const LINKS = [
  { href: '/', page: 'plant', holds: (path: string) => path === '/' || path.startsWith('/arrays') },
  { href: '/faults', page: 'faults', holds: (path: string) => path.startsWith('/faults') },
  { href: '/runs', page: 'runs', holds: (path: string) => path.startsWith('/runs') },
  { href: '/exports', page: 'exports', holds: (path: string) => path.startsWith('/exports') },
  { href: '/model', page: 'model', holds: (path: string) => path.startsWith('/model') },
] as const;

/**
 * The pages of everyday work, of the page's plant or the default one, whose own page is at `home`; what administers is in the menu of who is signed in.
 */
export function NavLinks({ home }: { home: string }) {
  const t = useTexts();
  const plantId = usePlantId();
  const path = usePathname().slice(plantPrefix(plantId).length) || '/';
  const nav = useRef<HTMLElement>(null);
  // On a phone the links scroll: the one of this page is in sight, also when a count beside another comes later.
  useEffect(() => {
    const element = nav.current;
    const link = element?.querySelector<HTMLElement>(`a[aria-current][href$="/${path.split('/')[1]}"]`);
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
        <Link
          key={href}
          className={styles.link}
          href={href === '/' && plantId === null ? home : href}
          aria-current={holds(path) ? 'page' : undefined}
        >
          {t(`pages.${page}`)}
          {href === '/faults' && <OpenFaultCount />}
        </Link>
      ))}
    </nav>
  );
}
