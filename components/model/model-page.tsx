'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelQuery } from '#components/data/model-queries.ts';
import { formatCount, formatShare } from '#components/format/numbers.ts';
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
import { Notice } from '#components/ui/notice.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { EvaluatedSet, Evaluation } from '#domain/evaluation.ts';
import type { ModelView } from '#domain/model-view.ts';
import styles from './model-page.module.css';

/** How far the model in use can be trusted, measured on array-days it has never seen: the hardest judge first. */
export function ModelPage() {
  const { data: model, error, refetch } = useQuery(modelQuery());
  if (!model) {
    if (error) return <ProblemNotice what="The model" error={error} onRetry={() => void refetch()} />;
    return <ModelPageSkeleton />;
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Model</h1>
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
  if (!evaluation) {
    return (
      <Notice tone="warn" title="This model was not evaluated">
        Nobody has measured how often its verdicts are right. Run <code>npm run evaluate</code>, then come back.
      </Notice>
    );
  }
  if (evaluation.modelVersion === version) return null;
  return (
    <Notice tone="warn" title="These figures are of another version">
      They were measured on {evaluation.modelVersion}. Run <code>npm run evaluate</code> for the model in use.
    </Notice>
  );
}

function Figures({ model, evaluation }: { model: ModelView; evaluation: Evaluation }) {
  const [first] = evaluation.sets;
  if (!first) return null;
  const natural = evaluation.sets.find(({ name }) => name === 'natural');
  return (
    <>
      {evaluation.field && <FieldPanel field={evaluation.field} />}
      {evaluation.real && evaluation.real.length > 0 && <RealDaysPanel real={evaluation.real} />}
      {evaluation.field && <h2 className={styles.part}>On its own simulator</h2>}
      <Headline model={model} first={first} natural={natural ?? first} />
      <div className={styles.columns}>
        <Panel title="Truth and verdict" aside={<span className={styles.sub}>{setNote(first)}</span>}>
          <ConfusionMatrix confusion={first.verdicts.confusion} />
        </Panel>
        <Panel title="Confidence and truth" aside={<span className={styles.sub}>{setNote(first)}</span>}>
          <ReliabilityDiagram reliability={first.reliability} />
        </Panel>
      </div>
      <Panel title="Tests and stress tests">
        <SetsTable sets={evaluation.sets} />
        <p className={styles.note}>
          Macro-F1 is of the most probable condition, before the threshold; the other figures are of verdicts. In
          brackets: 95 % intervals. Baseline: {evaluation.baseline.name}, trained on the same array-days.
          {evaluation.unseenSkies.length === 0 && ' Training saw every sky of the simulator.'}
        </p>
      </Panel>
      <Panel title="By condition" aside={<span className={styles.sub}>{setNote(first)}</span>}>
        <ConditionTable set={first} />
      </Panel>
      <Panel title="Where it is weak" aside={<span className={styles.sub}>{setNote(first)}</span>}>
        <SliceTables slices={first.slices} />
      </Panel>
      <p className={styles.note}>
        {evaluation.real?.length
          ? `Apart from the real days everything here was measured on simulated array-days (seed ${evaluation.seed}).`
          : `Everything here was measured on simulated array-days (seed ${evaluation.seed}), none in the field.`}
      </p>
    </>
  );
}

function setNote({ title, days }: EvaluatedSet): string {
  return `${title}, ${formatCount(days)} array-days`;
}

function Headline({ model, first, natural }: { model: ModelView; first: EvaluatedSet; natural: EvaluatedSet }) {
  const { training, threshold } = model;
  return (
    <Panel>
      <dl className={styles.strip}>
        <Stat label="Macro-F1, balanced days" note={`baseline ${first.baseline.macroF1.toFixed(3)}`}>
          {first.mostProbable.macroF1.toFixed(3)}
        </Stat>
        <Stat
          label="False alarms per 1,000 healthy, plant-like days"
          note={perThousandRange(natural.verdicts.falseAlarms)}
        >
          {perThousand(natural.verdicts.falseAlarms)}
        </Stat>
        <Stat label="Named faults that are right, balanced days" note={shareRange(first.verdicts.faultPrecision)}>
          {shareOrDash(first.verdicts.faultPrecision)}
        </Stat>
        <Stat label="No verdict on healthy, plant-like days" note={shareRange(natural.verdicts.abstentionOfNormal)}>
          {shareOrDash(natural.verdicts.abstentionOfNormal)}
        </Stat>
        <Stat label="Calibration error" note="mean gap of confidence and truth">
          {first.reliability.expectedCalibrationError.toFixed(3)}
        </Stat>
        <Stat label="Trained on" note={`names a fault from a confidence of ${formatShare(threshold)}`}>
          {training ? `${formatCount(training.days)} array-days` : 'unknown'}
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
