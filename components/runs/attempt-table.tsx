import type { GanttBar } from '#components/charts/prepare-gantt.ts';
import { formatCount } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { OUTCOME_WORDS, STAGE_WORDS } from '#components/runs/run-words.ts';
import { formatDuration } from '#domain/duration.ts';
import { isPartitioned } from '#domain/run.ts';
import styles from './shard-gantt.module.css';

/** The timeline of shards in words, for those who do not see it or want to read it line by line. */
export function AttemptTable({ bars, utcOffsetMinutes }: { bars: readonly GanttBar[]; utcOffsetMinutes: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label="Attempts at the shards" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Shard</th>
            <th scope="col">Worker</th>
            <th scope="col">Began</th>
            <th scope="col">Took</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={keyOf(bar)}>
              <th scope="row">{nameOf(bar)}</th>
              <td>{bar.attempt.worker}</td>
              <td>{formatInstant(bar.attempt.startedAt, utcOffsetMinutes)}</td>
              <td>{formatDuration(bar.durationMs)}</td>
              <td>
                {OUTCOME_WORDS[bar.outcome]}
                {bar.attempt.error ? `: ${bar.attempt.error}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const keyOf = ({ attempt: { stage, partition, fence } }: GanttBar) => `${stage} ${partition} ${fence}`;

/** "Ingest 3", "Ingest 3, attempt 2", "Publish". */
export function nameOf({ attempt: { stage, partition, attempt, fence } }: GanttBar): string {
  const shard = isPartitioned(stage) ? ` ${partition}` : '';
  return `${STAGE_WORDS[stage]}${shard}${fence > 1 ? `, attempt ${formatCount(attempt)}` : ''}`;
}
