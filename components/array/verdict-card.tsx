import Link from 'next/link';
import type { ReactNode } from 'react';
import { hesitatesBetween } from '#components/array/hesitation.ts';
import { ProbabilityBars } from '#components/array/probability-bars.tsx';
import {
  deviationWords,
  headlineOf,
  notLookedForWords,
  operationWords,
  referenceWords,
  temperatureWords,
  WAYS_TO_A_VERDICT,
} from '#components/array/verdict-words.ts';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { formatShare } from '#components/format/numbers.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import { NO_VERDICT_LABELS } from '#domain/no-verdict-reasons.ts';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { ArrayDayView } from '#domain/views.ts';
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
        <KindSwatch kind={kindOf(verdict)} />
        {headlineOf(verdict)}
      </div>
      <p className={styles.words}>{wordsOf(verdict)}</p>
      {verdict.reason !== null && <p className={styles.way}>{WAYS_TO_A_VERDICT[verdict.reason]}</p>}
      {verdict.probabilities && <ProbabilityBars probabilities={verdict.probabilities} />}
      {verdict.evidence && <RestsOn evidence={verdict.evidence} />}
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

/** What the verdict rests on: figures that can be checked on the charts. */
function RestsOn({ evidence }: { evidence: VerdictEvidence }) {
  const { deviationVoltage, deviationCurrent, observedPart } = evidence;
  const missed = notLookedForWords(evidence);
  const temperature = temperatureWords(evidence);
  return (
    <section className={styles.rests} aria-label="What it rests on">
      <h3 className={styles.sub}>Rests on</h3>
      <dl className={styles.evidence}>
        <dt>Compared with</dt>
        <dd>{referenceWords(evidence)}</dd>
        {deviationVoltage !== null && deviationCurrent !== null && (
          <>
            <dt>Median deviation</dt>
            <dd>
              voltage {deviationWords(deviationVoltage)}, current {deviationWords(deviationCurrent)}
            </dd>
          </>
        )}
        <dt>Its converter</dt>
        <dd>{operationWords(evidence)}</dd>
        <dt>A fault could show in</dt>
        <dd>{formatShare(observedPart)} of the light</dd>
        {temperature !== null && (
          <>
            <dt>Module temperature</dt>
            <dd>{temperature}</dd>
          </>
        )}
        {missed !== null && (
          <>
            <dt>Not looked for</dt>
            <dd>{missed}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function wordsOf({ condition, reason, detail, confidence, probabilities, evidence }: VerdictView): ReactNode {
  if (condition !== null) {
    return confidence === null ? null : (
      <>
        Confidence <b>{formatShare(confidence)}</b>
        {evidence?.alternative &&
          ' that it is one of these two conditions or both: the readings cannot tell them apart'}
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
