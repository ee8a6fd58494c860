import Link from 'next/link';
import type { ReactNode } from 'react';
import { hesitatesBetween } from '#components/array/hesitation.ts';
import { ProbabilityBars } from '#components/array/probability-bars.tsx';
import { formatShare } from '#components/format/numbers.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { CONDITION_LABELS } from '#server/domain/conditions.ts';
import { MIN_COVERAGE, NO_VERDICT_LABELS } from '#server/domain/verdict.ts';
import type { ArrayDayView } from '#server/domain/views.ts';
import styles from './verdict-card.module.css';

type VerdictView = NonNullable<ArrayDayView['verdict']>;

export function VerdictCard({ view, dayHref }: { view: ArrayDayView; dayHref: string }) {
  const { verdict } = view;
  if (verdict === null) {
    return (
      <Panel title="Verdict">
        <Notice tone="quiet" title="No result for this array on this day">
          The day has no published result, or the array was not in it.{' '}
          <Link href={dayHref}>See the plant on this day</Link>
        </Notice>
      </Panel>
    );
  }
  return (
    <Panel title="Verdict">
      <div className={styles.headline}>
        <KindSwatch kind={verdict.condition ?? 'no_verdict'} />
        {verdict.condition === null ? 'No verdict' : CONDITION_LABELS[verdict.condition]}
      </div>
      <p className={styles.words}>{wordsOf(verdict)}</p>
      {verdict.probabilities && <ProbabilityBars probabilities={verdict.probabilities} />}
      <dl className={styles.facts}>
        <dt>Daylight data</dt>
        <dd>
          {formatShare(verdict.coverage)} <span className={styles.need}>({formatShare(MIN_COVERAGE)} needed)</span>
        </dd>
        <dt>Model</dt>
        <dd>{verdict.modelVersion ?? 'unknown'}</dd>
        <dt>Run</dt>
        <dd>
          <Link href={`/runs/${verdict.runId}`}>{shortRunId(verdict.runId)}</Link>
        </dd>
      </dl>
    </Panel>
  );
}

function wordsOf({ condition, reason, detail, confidence, probabilities }: VerdictView): ReactNode {
  if (condition !== null) {
    return confidence === null ? null : (
      <>
        Confidence <b>{formatShare(confidence)}</b>
      </>
    );
  }
  const because = reason === null ? '' : NO_VERDICT_LABELS[reason];
  const between =
    reason === 'uncertain' && probabilities !== null
      ? hesitatesBetween(probabilities)
          .map(
            ({ condition: guess, probability }) =>
              `${CONDITION_LABELS[guess].toLowerCase()} (${formatShare(probability)})`,
          )
          .join(', ')
      : null;
  return (
    <>
      <b>{because}</b>
      {detail && `: ${detail}`}
      {between && <span className={styles.between}>It hesitates between {between}.</span>}
    </>
  );
}
