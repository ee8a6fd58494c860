import type { ReactNode } from 'react';
import { hesitatesBetween } from '#components/array/hesitation.ts';
import { ProbabilityBars } from '#components/array/probability-bars.tsx';
import {
  headlineOf,
  notLookedForWords,
  operationWords,
  referenceWords,
  temperatureWords,
  wayToVerdict,
} from '#components/array/verdict-words.ts';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Link } from '#components/ui/link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { ArrayDayView } from '#domain/views.ts';
import styles from './verdict-card.module.css';

type VerdictView = NonNullable<ArrayDayView['verdict']>;

export function VerdictCard({ view, dayHref }: { view: ArrayDayView; dayHref: string }) {
  const t = useTexts();
  const { verdict } = view;
  if (verdict === null) {
    return (
      <Panel title={t('array.verdict')}>
        <Notice tone="quiet" title={t('array.noResultForArray')}>
          {t('array.noResultBecause')} <Link href={dayHref}>{t('array.seePlant')}</Link>
        </Notice>
      </Panel>
    );
  }
  return (
    <Panel title={t('array.verdict')}>
      <div className={styles.headline}>
        <KindSwatch kind={kindOf(verdict)} />
        {headlineOf(verdict, t)}
      </div>
      <p className={styles.words}>{wordsOf(verdict, t)}</p>
      {verdict.reason !== null && <p className={styles.way}>{wayToVerdict(verdict.reason, t)}</p>}
      {verdict.probabilities && <ProbabilityBars probabilities={verdict.probabilities} />}
      {verdict.evidence && <RestsOn evidence={verdict.evidence} />}
      <dl className={styles.facts}>
        <dt>{t('colorBy.coverage')}</dt>
        <dd>
          {t.share(verdict.coverage)}{' '}
          <span className={styles.need}>{t('array.needed', { share: t.share(MIN_COVERAGE) })}</span>
        </dd>
        <dt>{t('array.model')}</dt>
        <dd>{verdict.modelVersion ?? t('common.unknown')}</dd>
        <dt>{t('array.run')}</dt>
        <dd>
          <Link href={`/runs/${verdict.runId}`}>{shortRunId(verdict.runId)}</Link>
        </dd>
      </dl>
    </Panel>
  );
}

/** What the verdict rests on: figures that can be checked on the charts. */
function RestsOn({ evidence }: { evidence: VerdictEvidence }) {
  const t = useTexts();
  const { deviationVoltage, deviationCurrent, observedPart } = evidence;
  const missed = notLookedForWords(evidence, t);
  const temperature = temperatureWords(evidence, t);
  return (
    <section className={styles.rests} aria-label={t('array.restsOnLabel')}>
      <h3 className={styles.sub}>{t('array.restsOn')}</h3>
      <dl className={styles.evidence}>
        <dt>{t('array.comparedWith')}</dt>
        <dd>{referenceWords(evidence, t)}</dd>
        {deviationVoltage !== null && deviationCurrent !== null && (
          <>
            <dt>{t('array.deviation')}</dt>
            <dd>
              {t('array.deviations', {
                voltage: t.deviation(deviationVoltage),
                current: t.deviation(deviationCurrent),
              })}
            </dd>
          </>
        )}
        <dt>{t('array.converter')}</dt>
        <dd>{operationWords(evidence, t)}</dd>
        <dt>{t('array.observedIn')}</dt>
        <dd>{t('array.ofTheLight', { share: t.share(observedPart) })}</dd>
        {temperature !== null && (
          <>
            <dt>{t('array.moduleTemperature')}</dt>
            <dd>{temperature}</dd>
          </>
        )}
        {missed !== null && (
          <>
            <dt>{t('array.notLookedFor')}</dt>
            <dd>{missed}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function wordsOf({ condition, reason, detail, confidence, probabilities, evidence }: VerdictView, t: Texts): ReactNode {
  if (condition !== null) {
    if (confidence === null) return null;
    const values = { share: t.share(confidence), b: (text: ReactNode) => <b>{text}</b> };
    return t.rich(evidence?.alternative ? 'array.confidenceOfTwo' : 'array.confidence', values);
  }
  const because = reason === null ? '' : t(`kinds.${reason}`);
  const between =
    reason === 'uncertain' && probabilities !== null
      ? hesitatesBetween(probabilities)
          .map(({ condition: guess, probability }) => `${t(`kindsInText.${guess}`)} (${t.share(probability)})`)
          .join(', ')
      : null;
  return (
    <>
      <b>{because}</b>
      {detail && `: ${detail}`}
      {between && <span className={styles.between}>{t('array.hesitates', { between })}</span>}
    </>
  );
}
