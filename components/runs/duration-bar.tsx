import { prepareDuration } from '#components/charts/prepare-duration.ts';
import { formatDuration } from '#domain/duration.ts';
import type { UsualDuration } from '#domain/run-history.ts';
import styles from './duration-bar.module.css';

interface DurationBarProps {
  durationMs: number;
  live: boolean;
  usual: UsualDuration | undefined;
}

/** How long a run took, beside how long half of its kind and nine of ten of them do. */
export function DurationBar({ durationMs, live, usual }: DurationBarProps) {
  const bar = prepareDuration(durationMs, usual);
  const took = `${live ? 'for ' : ''}${formatDuration(durationMs)}`;
  if (!bar || !usual) return <div className={styles.took}>{took}</div>;
  const words = `usually ${formatDuration(usual.p50Ms)}, nine of ten within ${formatDuration(usual.p90Ms)}`;
  return (
    <div title={`Of the last ${usual.runs} that succeeded: ${words}`}>
      <div className={styles.took}>
        {took}
        {bar.slow && <span className={styles.slow}>slow</span>}
      </div>
      <div className={styles.track} aria-hidden="true" data-slow={bar.slow}>
        <span className={styles.fill} style={{ '--part': bar.filled }} />
        <span className={styles.mark} style={{ '--part': bar.p50 }} />
        <span className={styles.mark} style={{ '--part': bar.p90 }} />
      </div>
      <div className={styles.usual}>
        p50 {formatDuration(usual.p50Ms)} · p90 {formatDuration(usual.p90Ms)}
      </div>
    </div>
  );
}
