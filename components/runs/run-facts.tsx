import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
  const { readingsReceived: received, readingsExpected: expected } = run;
  const share = received !== null && expected !== null && expected > 0 ? ` (${t.share(received / expected, 1)})` : '';
  const at = (instant: string | null, otherwise: string) =>
    instant ? t.instant(instant, utcOffsetMinutes) : otherwise;
  const live = isLive(run.state);
  // A run that has ended will not tell any more.
  const unknown = live ? t('run.notKnownYet') : t('common.unknown');
  return (
    <Panel title={t('pages.run')}>
      <dl className={styles.facts}>
        <dt>{t('run.result')}</dt>
        <dd>{run.current ? t('run.shown') : t('run.notShown')}</dd>
        <dt>{t('run.triggerLabel')}</dt>
        <dd>{requested}</dd>
        <dt>{t('run.started')}</dt>
        <dd>{at(run.startedAt, live ? t('plant.notYet') : t('run.never'))}</dd>
        <dt>{t('run.ended')}</dt>
        <dd>{at(run.endedAt, t('plant.notYet'))}</dd>
        <dt>{t('run.model')}</dt>
        <dd>{run.modelVersion ?? unknown}</dd>
        <dt>{t('run.arrays')}</dt>
        <dd>{run.arrays === null ? unknown : t.count(run.arrays)}</dd>
        <dt>{t('run.readings')}</dt>
        <dd>
          {received === null ? unknown : t.count(received)}
          {expected !== null && ` ${t('run.ofExpected', { expected, share })}`}
        </dd>
        {run.note && (
          <>
            <dt>{t('run.note')}</dt>
            <dd>{run.note}</dd>
          </>
        )}
        <dt>{t('run.id')}</dt>
        <dd>{run.id}</dd>
      </dl>
    </Panel>
  );
}

/** What ingest counted over all arrays. */
export function RunCounts({ counts, live }: { counts: ShardCounts | null; live: boolean }) {
  const t = useTexts();
  return (
    <Panel title={t('run.countsTitle')}>
      {counts === null ? (
        <span className={styles.sub}>{live ? t('run.nothingCountedYet') : t('run.nothingCounted')}</span>
      ) : (
        <dl className={styles.facts}>
          <dt>{t('run.count.received')}</dt>
          <dd>{t.count(counts.received)}</dd>
          <dt>{t('run.count.onGrid')}</dt>
          <dd>{t.count(ingestedReadings(counts))}</dd>
          <dt>{t('run.count.duplicates')}</dt>
          <dd>{t.count(counts.duplicates)}</dd>
          <dt>{t('run.count.outsideDay')}</dt>
          <dd>{t.count(counts.outsideDay)}</dd>
          <dt>{t('run.count.unregistered')}</dt>
          <dd>{t.count(counts.unregistered)}</dd>
          <dt>{t('run.count.quarantined')}</dt>
          <dd>{t.count(counts.quarantined)}</dd>
          <dt>{t('run.count.outOfRange')}</dt>
          <dd>{t.count(counts.outOfRange)}</dd>
          <dt>{t('run.count.notANumber')}</dt>
          <dd>{t.count(counts.notANumber)}</dd>
          <dt>{t('run.count.missing')}</dt>
          <dd>{t.count(counts.missing)}</dd>
          <dt>{t('run.count.interpolated')}</dt>
          <dd>{t.count(counts.interpolated)}</dd>
          <dt>{t('run.count.held')}</dt>
          <dd>{t.count(counts.held)}</dd>
        </dl>
      )}
    </Panel>
  );
}
