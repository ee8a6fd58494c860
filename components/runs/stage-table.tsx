import type { StageFigures } from '#components/charts/prepare-stages.ts';
import { formatCount, formatPlural } from '#components/format/numbers.ts';
import { STAGE_STATE_WORDS, STAGE_WORDS } from '#components/runs/run-words.ts';
import { formatDuration } from '#domain/duration.ts';
import styles from './stage-table.module.css';

/** The stages in figures: how far, how fast, how long still, and what had to be tried again. */
export function StageTable({ stages }: { stages: readonly StageFigures[] }) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Progress of the stages</caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Progress</th>
          <th scope="col">Took</th>
          <th scope="col">Rate</th>
          <th scope="col">Left</th>
          <th scope="col">Retries</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.stage} data-state={stage.state}>
            <th scope="row">{STAGE_WORDS[stage.stage]}</th>
            <td data-name="Progress">
              <div className={styles.progress}>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.fill} style={{ '--progress': stage.progress }} />
                </span>
                <span>{progressOf(stage)}</span>
              </div>
            </td>
            <td data-name="Took">{stage.durationMs === null ? '–' : formatDuration(stage.durationMs)}</td>
            <td data-name="Rate">{stage.ratePerSecond === null ? '–' : rateOf(stage.ratePerSecond)}</td>
            <td data-name="Left">{stage.leftMs === null ? '–' : `about ${formatDuration(stage.leftMs)}`}</td>
            <td data-name="Retries">{retriesOf(stage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function progressOf({ stage, state, done, total }: StageFigures): string {
  if (stage === 'notify' || total === 0 || state === 'skipped' || state === 'pending') return STAGE_STATE_WORDS[state];
  const words = state === 'succeeded' ? '' : `, ${STAGE_STATE_WORDS[state]}`;
  return `${formatCount(done)} of ${formatPlural(total, 'array')}${words}`;
}

function rateOf(perSecond: number): string {
  return perSecond >= 10 ? `${formatCount(perSecond)} arrays/s` : `${perSecond.toFixed(1)} arrays/s`;
}

function retriesOf({ attempts, failedAttempts }: StageFigures): string {
  if (attempts === 0) return '–';
  return failedAttempts === 0 ? 'none' : formatPlural(failedAttempts, 'failed attempt');
}
