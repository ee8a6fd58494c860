import type { ReactNode } from 'react';
import { PanelBoundary } from '#components/ui/panel-boundary.tsx';
import styles from './panel.module.css';

/** A titled section of a page. What fails inside it stays inside it. */
export function Panel(props: {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <section className={`${styles.panel} ${props.className ?? ''}`} aria-label={props.title}>
      {props.title !== undefined && (
        <div className={styles.head}>
          <h2 className={styles.title}>{props.title}</h2>
          {props.aside}
        </div>
      )}
      <PanelBoundary what={props.title}>{props.children}</PanelBoundary>
    </section>
  );
}

/** A figure with its name. */
export function Stat({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className={styles.stat}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {children}
        {note !== undefined && <div className={styles.note}>{note}</div>}
      </dd>
    </div>
  );
}
