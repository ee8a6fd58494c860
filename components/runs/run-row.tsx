'use client';

import { durationOf } from '#components/charts/run-timeline.ts';
import { DurationBar } from '#components/runs/duration-bar.tsx';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { requestedWords, shortRunId } from '#components/runs/run-words.ts';
import { StageTimeline } from '#components/runs/stage-timeline.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { isLive } from '#domain/run.ts';
import type { UsualDuration } from '#domain/run-history.ts';
import type { PlantView, RunListEntry } from '#domain/views.ts';
import styles from './run-row.module.css';

interface RunRowProps {
  run: RunListEntry;
  plant: PlantView;
  /** How long runs that begin with the same stage take. */
  usual: UsualDuration | undefined;
}

/** One run of the history: what failed comes first, then what it did, and how long that took. */
export function RunRow({ run, plant, usual }: RunRowProps) {
  const t = useTexts();
  const live = isLive(run.state);
  const now = useNow(live);
  const duration = durationOf(run.startedAt, run.endedAt, now);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.day}>
          <Link href={`/?day=${run.day}`}>{t.day(run.day)}</Link>
        </div>
        <div className={styles.badges}>
          <RunStateBadge state={run.state} />
          {run.current && <span className={styles.current}>{t('run.current')}</span>}
        </div>
        <div className={styles.small}>
          <Link href={`/runs/${run.id}`} data-run-link>
            {t('plant.runOf', { id: shortRunId(run.id) })}
          </Link>
          {run.fromStage !== 'ingest' && ` · ${t('run.fromStage', { stage: t(`run.stage.${run.fromStage}`) })}`}
        </div>
        {run.modelVersion && <div className={styles.small}>{t('run.modelOf', { version: run.modelVersion })}</div>}
      </div>
      <div className={styles.middle}>
        {run.error && (
          <p className={styles.error} role="note">
            {run.error}
          </p>
        )}
        <StageTimeline run={run} nowMs={now} />
        <p className={styles.small}>
          {requestedWords(run, plant.utcOffsetMinutes, t)}
          {run.note && <span className={styles.note}>{t('run.quoted', { note: run.note })}</span>}
        </p>
      </div>
      <div className={styles.figures}>
        {duration === null ? (
          <div className={styles.small}>{live ? t('run.waits') : t('run.neverBegun')}</div>
        ) : (
          <DurationBar durationMs={duration} live={live} usual={usual} />
        )}
        {run.arrays !== null && (
          <div className={styles.small}>
            {t('units.array', { count: run.arrays })}, {t('units.fault', { count: run.faults ?? 0 })}
          </div>
        )}
      </div>
    </li>
  );
}
