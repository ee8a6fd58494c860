import { Progress } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatCount, formatPlural, formatShare } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { type DaySummary, summarizeDay } from '#components/plant/summarize-day.ts';
import { RunStateBadge } from '#components/runs/run-state-badge.tsx';
import { shortRunId } from '#components/runs/run-words.ts';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { formatUtcOffset } from '#server/domain/plant-day.ts';
import { NO_VERDICT_LABELS, NO_VERDICT_REASONS } from '#server/domain/verdict.ts';
import type { PlantDayView } from '#server/domain/views.ts';
import styles from './day-summary.module.css';

/** Answers in one line: is the day's result there, is it complete, can it be trusted? */
export function DaySummaryStrip({ view }: { view: PlantDayView }) {
  const summary = summarizeDay(view);
  const { run, plant } = view;
  const zone = formatUtcOffset(plant.utcOffsetMinutes);
  return (
    <Panel>
      <dl className={styles.strip}>
        <Stat
          label="Result"
          note={run ? <Link href={`/runs/${run.id}`}>run {shortRunId(run.id)}</Link> : 'nothing published'}
        >
          <ResultWords view={view} summary={summary} />
        </Stat>
        <Stat label="Arrays with a verdict" note={verdictNote(summary)}>
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

function ResultWords({ view, summary }: { view: PlantDayView; summary: DaySummary }): ReactNode {
  if (!view.run) return 'No result';
  return (
    <span className={styles.result}>
      {summary.complete ? 'Complete' : 'Incomplete'} <RunStateBadge state={view.run.state} />
    </span>
  );
}

function verdictNote({ counts, reasons }: DaySummary): string {
  if (counts.no_verdict + counts.missing === 0) return 'none is missing';
  const parts = [
    ...NO_VERDICT_REASONS.map((reason) =>
      reasons[reason] > 0 ? `${formatCount(reasons[reason])} ${NO_VERDICT_LABELS[reason].toLowerCase()}` : null,
    ),
    counts.missing > 0 ? `${formatCount(counts.missing)} not in this result` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function faultNote({ faults, withVerdict }: DaySummary): string {
  if (withVerdict === 0) return 'no array has a verdict';
  return faults === 0 ? 'none found' : `${formatShare(faults / withVerdict, 1)} of arrays with a verdict`;
}

function ReadingsNote({ view, share }: { view: PlantDayView; share: number | null }): ReactNode {
  if (share === null || view.run?.readingsExpected == null) return 'unknown';
  return (
    <>
      {formatShare(share, 1)} of {formatPlural(view.run.readingsExpected, 'reading')} expected
      <Progress value={share * 100} size={4} mt={6} aria-label="Readings received of those expected" />
    </>
  );
}

function finishedNote(view: PlantDayView, zone: string): string {
  if (!view.run) return 'not yet';
  return view.run.endedAt ? `plant time, ${zone}` : 'still finishing';
}
