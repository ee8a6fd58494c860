import { prepareTimeline, type TimelineSegment } from '#components/charts/run-timeline.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { RunView } from '#domain/views.ts';
import styles from './stage-timeline.module.css';

/** The four stages as one bar, as wide as they took, filled as far as they are. */
export function StageTimeline({ run, nowMs }: { run: RunView; nowMs: number }) {
  const t = useTexts();
  return (
    <ol className={styles.bar} aria-label={t('run.stages')}>
      {prepareTimeline(run, nowMs).map((segment) => (
        <li
          key={segment.stage}
          className={styles.segment}
          data-state={segment.state}
          style={{ '--width': segment.width, '--progress': segment.progress }}
        >
          <div className={styles.track}>
            <div className={styles.fill} />
          </div>
          <div className={styles.name}>{t(`run.stage.${segment.stage}`)}</div>
          <div className={styles.detail}>
            {detailOf(segment, t).map((piece) => (
              <span key={piece}>{piece}</span>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Pieces that stay on one line each. */
function detailOf({ state, done, total, durationMs }: TimelineSegment, t: Texts): string[] {
  const counted = total > 0 ? [`${t.count(done)}/${t.count(total)}`] : [];
  const words = state === 'succeeded' && total > 0 ? counted : [t(`run.stageState.${state}`), ...counted];
  return durationMs === null ? words : [...words, t.duration(durationMs)];
}
