import { prepareTimeline, type TimelineSegment } from '#components/charts/run-timeline.ts';
import { formatCount } from '#components/format/numbers.ts';
import { STAGE_STATE_WORDS, STAGE_WORDS } from '#components/runs/run-words.ts';
import { formatDuration } from '#domain/duration.ts';
import type { RunView } from '#domain/views.ts';
import styles from './stage-timeline.module.css';

/** The four stages as one bar, as wide as they took, filled as far as they are. */
export function StageTimeline({ run, nowMs }: { run: RunView; nowMs: number }) {
  return (
    <ol className={styles.bar} aria-label="Stages">
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
          <div className={styles.name}>{STAGE_WORDS[segment.stage]}</div>
          <div className={styles.detail}>
            {detailOf(segment).map((piece) => (
              <span key={piece}>{piece}</span>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Pieces that stay on one line each. */
function detailOf({ state, done, total, durationMs }: TimelineSegment): string[] {
  const counted = total > 0 ? [`${formatCount(done)}/${formatCount(total)}`] : [];
  const words = state === 'succeeded' && total > 0 ? counted : [STAGE_STATE_WORDS[state], ...counted];
  return durationMs === null ? words : [...words, formatDuration(durationMs)];
}
