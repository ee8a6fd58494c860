import type { ReactNode } from 'react';
import { CheckIcon, ClockIcon, CrossIcon, WarningIcon } from '#components/ui/icons.tsx';
import styles from './notice.module.css';

const ICONS = { good: CheckIcon, bad: CrossIcon, warn: WarningIcon, live: ClockIcon, quiet: ClockIcon } as const;

export type Tone = keyof typeof ICONS;

/** Says what is the matter and what to do about it. A failure is announced at once, anything else politely. */
export function Notice(props: { tone: Tone; title: string; children?: ReactNode; action?: ReactNode }) {
  const IconOfTone = ICONS[props.tone];
  return (
    <div className={styles.notice} data-tone={props.tone} role={props.tone === 'bad' ? 'alert' : 'status'}>
      <span className={styles.icon}>
        <IconOfTone />
      </span>
      <div className={styles.body}>
        <div className={styles.title}>{props.title}</div>
        {props.children !== undefined && <div className={styles.text}>{props.children}</div>}
      </div>
      {props.action !== undefined && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
