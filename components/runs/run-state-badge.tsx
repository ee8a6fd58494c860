import { RUN_STATE_WORDS } from '#components/runs/run-words.ts';
import { CheckIcon, ClockIcon, CrossIcon } from '#components/ui/icons.tsx';
import type { RunState } from '#domain/state-machine.ts';
import styles from './run-state-badge.module.css';

const ICONS = { good: CheckIcon, bad: CrossIcon, live: ClockIcon, quiet: CrossIcon, warn: ClockIcon } as const;

export function RunStateBadge({ state }: { state: RunState }) {
  const { label, tone } = RUN_STATE_WORDS[state];
  const IconOfTone = ICONS[tone];
  return (
    <span className={styles.badge} data-tone={tone}>
      <IconOfTone size={14} />
      {label}
    </span>
  );
}
