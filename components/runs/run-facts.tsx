import { formatCount, formatShare } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ingestedReadings, type ShardCounts } from '#domain/reading-counts.ts';
import { isLive } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import styles from './runs-page.module.css';

interface RunFactsProps {
  run: RunView;
  utcOffsetMinutes: number;
  requested: string;
}

export function RunFacts({ run, utcOffsetMinutes, requested }: RunFactsProps) {
  const { readingsReceived: received, readingsExpected: expected } = run;
  const share =
    received !== null && expected !== null && expected > 0 ? ` (${formatShare(received / expected, 1)})` : '';
  const at = (instant: string | null, otherwise: string) =>
    instant ? formatInstant(instant, utcOffsetMinutes) : otherwise;
  const live = isLive(run.state);
  // A run that has ended will not tell any more.
  const unknown = live ? 'not known yet' : 'not known';
  return (
    <Panel title="Run">
      <dl className={styles.facts}>
        <dt>Result</dt>
        <dd>{run.current ? 'on show for this day' : 'not on show'}</dd>
        <dt>Requested</dt>
        <dd>{requested.replace('Requested ', '')}</dd>
        <dt>Started</dt>
        <dd>{at(run.startedAt, live ? 'not yet' : 'never')}</dd>
        <dt>Ended</dt>
        <dd>{at(run.endedAt, 'not yet')}</dd>
        <dt>Model</dt>
        <dd>{run.modelVersion ?? unknown}</dd>
        <dt>Arrays</dt>
        <dd>{run.arrays === null ? unknown : formatCount(run.arrays)}</dd>
        <dt>Readings</dt>
        <dd>
          {received === null ? unknown : formatCount(received)}
          {expected !== null && ` of ${formatCount(expected)}${share}`}
        </dd>
        {run.note && (
          <>
            <dt>Note</dt>
            <dd>{run.note}</dd>
          </>
        )}
        <dt>Id</dt>
        <dd>{run.id}</dd>
      </dl>
    </Panel>
  );
}

/** What ingest counted over all arrays. */
export function RunCounts({ counts, live }: { counts: ShardCounts | null; live: boolean }) {
  return (
    <Panel title="Readings, as ingest counted them">
      {counts === null ? (
        <span className={styles.sub}>{live ? 'Nothing counted yet.' : 'Nothing was counted.'}</span>
      ) : (
        <dl className={styles.facts}>
          <dt>Received</dt>
          <dd>{formatCount(counts.received)}</dd>
          <dt>On the grid of their array</dt>
          <dd>{formatCount(ingestedReadings(counts))}</dd>
          <dt>Duplicates, last one kept</dt>
          <dd>{formatCount(counts.duplicates)}</dd>
          <dt>Of another day</dt>
          <dd>{formatCount(counts.outsideDay)}</dd>
          <dt>Of devices that are not registered</dt>
          <dd>{formatCount(counts.unregistered)}</dd>
          <dt>Messages in quarantine</dt>
          <dd>{formatCount(counts.quarantined)}</dd>
          <dt>Values out of range</dt>
          <dd>{formatCount(counts.outOfRange)}</dd>
          <dt>Values that are no number</dt>
          <dd>{formatCount(counts.notANumber)}</dd>
          <dt>Slots without a reading</dt>
          <dd>{formatCount(counts.missing)}</dd>
          <dt>Filled by interpolation</dt>
          <dd>{formatCount(counts.interpolated)}</dd>
          <dt>Filled by holding</dt>
          <dd>{formatCount(counts.held)}</dd>
        </dl>
      )}
    </Panel>
  );
}
