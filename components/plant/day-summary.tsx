import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { judgeDay } from '#components/plant/judge-day.ts';
import { type DaySummary, summarizeDay } from '#components/plant/summarize-day.ts';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CheckIcon, ClockIcon, CrossIcon, WarningIcon } from '#components/ui/icons.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import styles from './day-summary.module.css';

/** Answers in one line: is the day's result there, is it complete, can it be trusted? */
export function DaySummaryStrip({ view }: { view: PartialPlantDay }) {
  const t = useTexts();
  const summary = summarizeDay(view);
  const { run, plant } = view;
  const zone = formatUtcOffset(plant.utcOffsetMinutes);
  return (
    <Panel>
      <Answers view={view} summary={summary} />
      <dl className={styles.strip}>
        <Stat
          label={t('plant.result')}
          note={
            run ? (
              <Link href={`/runs/${run.id}`}>{t('plant.runOf', { id: shortRunId(run.id) })}</Link>
            ) : (
              t('plant.nothingPublished')
            )
          }
        >
          <ResultWords view={view} summary={summary} />
        </Stat>
        <Stat label={t('plant.withVerdict')} note={run ? <VerdictNote summary={summary} /> : t('common.unknown')}>
          {run
            ? t('plant.ofAll', { part: t.count(summary.withVerdict), all: t.count(summary.arrays) })
            : t('plant.ofAll', { part: '–', all: t.count(summary.arrays) })}
        </Stat>
        <Stat label={t('plant.faults')} note={run ? faultNote(summary, t) : t('common.unknown')}>
          {run ? t.count(summary.faults) : '–'}
        </Stat>
        <Stat label={t('plant.readings')} note={<ReadingsNote view={view} share={summary.readingShare} />}>
          {run?.readingsReceived == null ? '–' : t.count(run.readingsReceived)}
        </Stat>
        <Stat label={t('plant.model')} note={t('plant.lenet')}>
          <span className={styles.model}>{run?.modelVersion ?? '–'}</span>
        </Stat>
        <Stat label={t('plant.finished')} note={finishedNote(view, zone, t)}>
          {run?.endedAt ? t.instant(run.endedAt, plant.utcOffsetMinutes).replace(` ${zone}`, '') : '–'}
        </Stat>
      </dl>
    </Panel>
  );
}

function ResultWords({ view, summary }: { view: PartialPlantDay; summary: DaySummary }): ReactNode {
  const t = useTexts();
  if (!view.run) return t('plant.noResult');
  return (
    <span className={styles.result}>
      {summary.complete ? t('plant.complete') : t('plant.incomplete')} <RunStateBadge state={view.run.state} />
    </span>
  );
}

const ICONS = { good: CheckIcon, warn: WarningIcon, bad: CrossIcon, quiet: ClockIcon } as const;

function Answers({ view, summary }: { view: PartialPlantDay; summary: DaySummary }) {
  const t = useTexts();
  return (
    <ul className={styles.answers} aria-label={t('plant.questions')}>
      {judgeDay(view, summary, t).map(({ question, tone, words }) => {
        const IconOfTone = ICONS[tone];
        return (
          <li key={question} className={styles.answer} data-tone={tone}>
            <IconOfTone size={16} />
            <b>{t(`plant.question.${question}`)}:</b> {words}
          </li>
        );
      })}
    </ul>
  );
}

/** Verdict, no verdict by reason, missing: every array is in exactly one of them. */
function VerdictNote({ summary: { arrays, counts, reasons, withVerdict, noVerdict } }: { summary: DaySummary }) {
  const t = useTexts();
  const named = NO_VERDICT_REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${t.count(reasons[reason])} ${t(`kindsInText.${reason}`)}`,
  );
  const part = (count: number) => (arrays === 0 ? 0 : (100 * count) / arrays);
  return (
    <>
      {t('plant.noVerdictCount', { count: noVerdict })}
      {named.length > 0 ? ` (${named.join(', ')})` : ''}, {t('plant.missingCount', { count: counts.missing })}
      <Progress.Root size={4} mt={6} aria-hidden="true">
        <Progress.Section value={part(withVerdict)} />
        <Progress.Section value={part(noVerdict)} color="yellow" />
      </Progress.Root>
    </>
  );
}

function faultNote({ faults, withVerdict }: DaySummary, t: Texts): string {
  if (withVerdict === 0) return t('plant.noneWithVerdict');
  return faults === 0 ? t('plant.noneFound') : t('plant.shareOfVerdicts', { share: t.share(faults / withVerdict, 1) });
}

function ReadingsNote({ view, share }: { view: PartialPlantDay; share: number | null }): ReactNode {
  const t = useTexts();
  if (share === null || view.run?.readingsExpected == null) return t('common.unknown');
  return (
    <>
      {t('plant.readingsOf', { share: t.share(share, 1), expected: view.run.readingsExpected })}
      <Progress value={share * 100} size={4} mt={6} aria-label={t('plant.readingsBar')} />
    </>
  );
}

function finishedNote(view: PartialPlantDay, zone: string, t: Texts): string {
  if (!view.run) return t('plant.notYet');
  return view.run.endedAt ? t('plant.plantTime', { zone }) : t('plant.finishing');
}
