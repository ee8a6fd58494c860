import { Progress } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatCount, formatPlural, formatShare } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { judgeDay } from '#components/plant/judge-day.ts';
import { type DaySummary, summarizeDay } from '#components/plant/summarize-day.ts';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import { CheckIcon, ClockIcon, CrossIcon, WarningIcon } from '#components/ui/icons.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { NO_VERDICT_LABELS, NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import styles from './day-summary.module.css';

/** Answers in one line: is the day's result there, is it complete, can it be trusted? */
export function DaySummaryStrip({ view }: { view: PartialPlantDay }) {
  const summary = summarizeDay(view);
  const { run, plant } = view;
  const zone = formatUtcOffset(plant.utcOffsetMinutes);
  return (
    <Panel>
      <Answers view={view} summary={summary} />
      <dl className={styles.strip}>
        <Stat
          label="Result"
          note={run ? <Link href={`/runs/${run.id}`}>run {shortRunId(run.id)}</Link> : 'nothing published'}
        >
          <ResultWords view={view} summary={summary} />
        </Stat>
        <Stat label="Arrays with a verdict" note={run ? <VerdictNote summary={summary} /> : 'unknown'}>
          {run
            ? `${formatCount(summary.withVerdict)} of ${formatCount(summary.arrays)}`
            : `– of ${formatCount(summary.arrays)}`}
        </Stat>
        <Stat label="Faults" note={run ? faultNote(summary) : 'unknown'}>
          {run ? formatCount(summary.faults) : '–'}
        </Stat>
        <Stat label="Readings" note={<ReadingsNote view={view} share={summary.readingShare} />}>
          {run?.readingsReceived == null ? '–' : formatCount(run.readingsReceived)}
        </Stat>
        <Stat label="Model" note="LeNet-5 on scalograms">
          <span className={styles.model}>{run?.modelVersion ?? '–'}</span>
        </Stat>
        <Stat label="Finished" note={finishedNote(view, zone)}>
          {run?.endedAt ? formatInstant(run.endedAt, plant.utcOffsetMinutes).replace(` ${zone}`, '') : '–'}
        </Stat>
      </dl>
    </Panel>
  );
}

function ResultWords({ view, summary }: { view: PartialPlantDay; summary: DaySummary }): ReactNode {
  if (!view.run) return 'No result';
  return (
    <span className={styles.result}>
      {summary.complete ? 'Complete' : 'Incomplete'} <RunStateBadge state={view.run.state} />
    </span>
  );
}

const ICONS = { good: CheckIcon, warn: WarningIcon, bad: CrossIcon, quiet: ClockIcon } as const;

function Answers({ view, summary }: { view: PartialPlantDay; summary: DaySummary }) {
  return (
    <ul className={styles.answers} aria-label="Is the result there, complete, trustworthy?">
      {judgeDay(view, summary).map(({ question, tone, words }) => {
        const IconOfTone = ICONS[tone];
        return (
          <li key={question} className={styles.answer} data-tone={tone}>
            <IconOfTone size={16} />
            <b>{question}:</b> {words}
          </li>
        );
      })}
    </ul>
  );
}

/** Verdict, no verdict by reason, missing: every array is in exactly one of them. */
function VerdictNote({ summary: { arrays, counts, reasons, withVerdict, noVerdict } }: { summary: DaySummary }) {
  const named = NO_VERDICT_REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${formatCount(reasons[reason])} ${NO_VERDICT_LABELS[reason].toLowerCase()}`,
  );
  const part = (count: number) => (arrays === 0 ? 0 : (100 * count) / arrays);
  return (
    <>
      {formatCount(noVerdict)} no verdict{named.length > 0 ? ` (${named.join(', ')})` : ''},{' '}
      {formatCount(counts.missing)} missing
      <Progress.Root size={4} mt={6} aria-hidden="true">
        <Progress.Section value={part(withVerdict)} />
        <Progress.Section value={part(noVerdict)} color="yellow" />
      </Progress.Root>
    </>
  );
}

function faultNote({ faults, withVerdict }: DaySummary): string {
  if (withVerdict === 0) return 'no array has a verdict';
  return faults === 0 ? 'none found' : `${formatShare(faults / withVerdict, 1)} of arrays with a verdict`;
}

function ReadingsNote({ view, share }: { view: PartialPlantDay; share: number | null }): ReactNode {
  if (share === null || view.run?.readingsExpected == null) return 'unknown';
  return (
    <>
      {formatShare(share, 1)} of {formatPlural(view.run.readingsExpected, 'reading')} expected
      <Progress value={share * 100} size={4} mt={6} aria-label="Readings received of those expected" />
    </>
  );
}

function finishedNote(view: PartialPlantDay, zone: string): string {
  if (!view.run) return 'not yet';
  return view.run.endedAt ? `plant time, ${zone}` : 'still finishing';
}
