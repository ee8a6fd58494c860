import { prepareDuration } from '#components/charts/prepare-duration.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { UsualDuration } from '#domain/run-history.ts';
import styles from './duration-bar.module.css';

interface DurationBarProps {
  durationMs: number;
  live: boolean;
  usual: UsualDuration | undefined;
}

/** How long a run took, beside how long half of its kind and nine of ten of them do. */
export function DurationBar({ durationMs, live, usual }: DurationBarProps) {
  const t = useTexts();
  const bar = prepareDuration(durationMs, usual);
  const took = live ? t('run.runningFor', { duration: t.duration(durationMs) }) : t.duration(durationMs);
  if (!bar || !usual) return <div className={styles.took}>{took}</div>;
  const words = t('run.usual', { runs: usual.runs, p50: t.duration(usual.p50Ms), p90: t.duration(usual.p90Ms) });
  return (
    <div title={words}>
      <div className={styles.took}>
        {took}
        {bar.slow && <span className={styles.slow}>{t('run.slow')}</span>}
      </div>
      <div className={styles.track} aria-hidden="true" data-slow={bar.slow}>
        <span className={styles.fill} style={{ '--part': bar.filled }} />
        <span className={styles.mark} style={{ '--part': bar.p50 }} />
        <span className={styles.mark} style={{ '--part': bar.p90 }} />
      </div>
      <div className={styles.usual}>
        {t('run.quantiles', { p50: t.duration(usual.p50Ms), p90: t.duration(usual.p90Ms) })}
      </div>
    </div>
  );
}
