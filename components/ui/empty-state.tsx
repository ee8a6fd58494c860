import type { ReactNode } from 'react';
import { Logo } from '#components/ui/logo.tsx';
import styles from './empty-state.module.css';

/** A page that has nothing to show yet: why, and the next step. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Logo size={56} />
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.text}>{children}</div>
      {action !== undefined && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
