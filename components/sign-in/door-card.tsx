import type { ReactNode } from 'react';
import { LanguageLinks } from '#components/sign-in/language-links.tsx';
import type { Texts } from '#components/texts/texts.ts';
import { Logo } from '#components/ui/logo.tsx';
import styles from './door-card.module.css';

/** The card of a page that stands before, or in place of, another. */
export function DoorCard(props: { title: string; children: ReactNode; action?: ReactNode; foot?: ReactNode }) {
  return (
    <div className={styles.card}>
      <div>
        <Logo size={44} />
        <h1 className={styles.title}>{props.title}</h1>
      </div>
      <div className={styles.text}>{props.children}</div>
      {props.action}
      {props.foot !== undefined && <div className={styles.foot}>{props.foot}</div>}
      <LanguageLinks />
    </div>
  );
}

/** Whom to ask, as the settings name them. */
export function contactWords(contact: string | null, t: Texts): string {
  return contact ?? t('signIn.contact');
}
