import { RUN_STATE_TONES } from '#components/runs/run-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CheckIcon, ClockIcon, CrossIcon } from '#components/ui/icons.tsx';
import type { RunState } from '#domain/state-machine.ts';
import styles from './run-state-badge.module.css';

const ICONS = { good: CheckIcon, bad: CrossIcon, live: ClockIcon, quiet: CrossIcon, warn: ClockIcon } as const;

export function RunStateBadge({ state }: { state: RunState }) {
  const t = useTexts();
  const tone = RUN_STATE_TONES[state];
  const IconOfTone = ICONS[tone];
  return (
    <span className={styles.badge} data-tone={tone}>
      <IconOfTone size={14} />
      {t(`run.state.${state}`)}
    </span>
  );
}
