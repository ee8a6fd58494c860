'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelQuery } from '#components/data/model-queries.ts';
import { ConditionTable } from '#components/model/condition-table.tsx';
import { ConfusionMatrix } from '#components/model/confusion-matrix.tsx';
import { FieldPanel } from '#components/model/field-panel.tsx';
import { RealDaysPanel } from '#components/model/real-days-panel.tsx';
import { ReliabilityDiagram } from '#components/model/reliability-diagram.tsx';
import { SetsTable } from '#components/model/sets-table.tsx';
import { perThousand, perThousandRange, shareOrDash, shareRange } from '#components/model/share-words.ts';
import { SliceTables } from '#components/model/slice-tables.tsx';
import { ThresholdPanel } from '#components/model/threshold-panel.tsx';
import { VersionPanels } from '#components/model/version-panels.tsx';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { EvaluatedSet, Evaluation } from '#domain/evaluation.ts';
import type { ModelView } from '#domain/model-view.ts';
import styles from './model-page.module.css';

/** How far the model in use can be trusted, measured on array-days it has never seen: the hardest judge first. */
export function ModelPage() {
  const t = useTexts();
  const { data: model, error, refetch } = useQuery(modelQuery());
  if (!model) {
    if (error) return <ProblemNotice what={t('model.theModel')} error={error} onRetry={() => void refetch()} />;
    return <ModelPageSkeleton />;
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.model')}</h1>
        <span className={styles.version}>{model.version}</span>
      </div>
      <ModelNotice model={model} />
      {model.evaluation && <Figures model={model} evaluation={model.evaluation} />}
      <ThresholdPanel model={model} />
      <VersionPanels />
    </div>
  );
}

function ModelNotice({ model: { version, evaluation } }: { model: ModelView }) {
  const t = useTexts();
  if (!evaluation) {
    return (
      <Notice tone="warn" title={t('model.notEvaluated')}>
        {t.rich('model.notEvaluatedText', { code: (text) => <code>{text}</code> })}
      </Notice>
    );
  }
  if (evaluation.modelVersion === version) return null;
  return (
    <Notice tone="warn" title={t('model.otherVersion')}>
      {t.rich('model.otherVersionText', { version: evaluation.modelVersion, code: (text) => <code>{text}</code> })}
    </Notice>
  );
}

function Figures({ model, evaluation }: { model: ModelView; evaluation: Evaluation }) {
  const t = useTexts();
  const [first] = evaluation.sets;
  if (!first) return null;
  const natural = evaluation.sets.find(({ name }) => name === 'natural');
  return (
    <>
      {evaluation.field && <FieldPanel field={evaluation.field} />}
      {evaluation.real && evaluation.real.length > 0 && <RealDaysPanel real={evaluation.real} />}
      {evaluation.field && <h2 className={styles.part}>{t('model.ownSimulator')}</h2>}
      <Headline model={model} first={first} natural={natural ?? first} />
      <div className={styles.columns}>
        <Panel title={t('model.truthAndVerdict')} aside={<span className={styles.sub}>{setNote(first, t)}</span>}>
          <ConfusionMatrix confusion={first.verdicts.confusion} />
        </Panel>
        <Panel title={t('model.confidenceAndTruth')} aside={<span className={styles.sub}>{setNote(first, t)}</span>}>
          <ReliabilityDiagram reliability={first.reliability} />
        </Panel>
      </div>
      <Panel title={t('model.tests')}>
        <SetsTable sets={evaluation.sets} />
        <p className={styles.note}>
          {t('model.setsNote', { baseline: evaluation.baseline.name })}
          {evaluation.unseenSkies.length === 0 && ` ${t('model.everySky')}`}
        </p>
      </Panel>
      <Panel title={t('model.byCondition')} aside={<span className={styles.sub}>{setNote(first, t)}</span>}>
        <ConditionTable set={first} />
      </Panel>
      <Panel title={t('model.weak')} aside={<span className={styles.sub}>{setNote(first, t)}</span>}>
        <SliceTables slices={first.slices} />
      </Panel>
      <p className={styles.note}>
        {evaluation.real?.length
          ? t('model.simulatedApartFromReal', { seed: String(evaluation.seed) })
          : t('model.simulated', { seed: String(evaluation.seed) })}
      </p>
    </>
  );
}

function setNote({ title, days }: EvaluatedSet, t: Texts): string {
  return `${title}, ${t('model.arrayDays', { count: days })}`;
}

function Headline({ model, first, natural }: { model: ModelView; first: EvaluatedSet; natural: EvaluatedSet }) {
  const t = useTexts();
  const { training, threshold } = model;
  return (
    <Panel>
      <dl className={styles.strip}>
        <Stat
          label={t('model.macroBalanced')}
          note={t('model.baselineIs', { value: t.fixed(first.baseline.macroF1, 3) })}
        >
          {t.fixed(first.mostProbable.macroF1, 3)}
        </Stat>
        <Stat label={t('model.falseAlarmsNatural')} note={perThousandRange(natural.verdicts.falseAlarms, t)}>
          {perThousand(natural.verdicts.falseAlarms, t)}
        </Stat>
        <Stat label={t('model.rightBalanced')} note={shareRange(first.verdicts.faultPrecision, t)}>
          {shareOrDash(first.verdicts.faultPrecision, t)}
        </Stat>
        <Stat label={t('model.abstained')} note={shareRange(natural.verdicts.abstentionOfNormal, t)}>
          {shareOrDash(natural.verdicts.abstentionOfNormal, t)}
        </Stat>
        <Stat label={t('model.calibrationError')} note={t('model.calibrationNote')}>
          {t.fixed(first.reliability.expectedCalibrationError, 3)}
        </Stat>
        <Stat label={t('model.trainedOn')} note={t('model.namesFrom', { share: t.share(threshold) })}>
          {training ? t('model.arrayDays', { count: training.days }) : t('common.unknown')}
        </Stat>
      </dl>
    </Panel>
  );
}

function ModelPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={280} />
      <Skeleton height={110} radius="lg" />
      <Skeleton height={420} radius="lg" />
    </div>
  );
}
