'use client';

import { Button } from '@mantine/core';
import { BackfillButton } from '#components/runs/backfill-button.tsx';
import { CancelButton } from '#components/runs/cancel-button.tsx';
import { RunButton } from '#components/runs/run-button.tsx';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { useGoTo } from '#components/ui/use-plant.ts';
import { plantDayOf } from '#domain/plant-day.ts';
import { isLive } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import styles from './runs-page.module.css';

/** Which run this is, how it stands, and what can be done about it. */
export function RunHead({ run, utcOffsetMinutes }: { run: RunView; utcOffsetMinutes: number }) {
  const t = useTexts();
  const goTo = useGoTo();
  const live = isLive(run.state);
  const today = plantDayOf(Date.now(), utcOffsetMinutes);
  return (
    <div className={styles.head}>
      <div>
        <div className={styles.sub}>
          <Link href="/runs">{t('pages.runs')}</Link> · {shortRunId(run.id)}
        </div>
        <div className={styles.titled}>
          <h1 className={styles.title}>{t.day(run.day)}</h1>
          <RunStateBadge state={run.state} />
        </div>
      </div>
      <span className={styles.action}>
        <Button component={Link} variant="default" href={`/?day=${run.day}`}>
          {t('array.seePlant')}
        </Button>
        <BackfillButton from={run.day} to={run.day} today={today} />
        {live && !run.current && <CancelButton run={run} />}
        {!live && (
          <RunButton
            label={t('plant.rerun')}
            hotkey="r"
            day={run.day}
            today={today}
            fromStage={failedStage(run)}
            onStarted={({ id }) => goTo(`/runs/${id}`)}
          />
        )}
      </span>
    </div>
  );
}

/** The stage a re-run begins with: the one that failed, or the first; what follows predict needs its results. */
function failedStage({ state, stages }: RunView) {
  const ingest = stages.find(({ name }) => name === 'ingest')?.state;
  const whole = ingest === 'succeeded' || ingest === 'skipped';
  return state === 'failed' && whole ? 'predict' : 'ingest';
}
