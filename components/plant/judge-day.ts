import { formatCount, formatPlural, formatShare } from '#components/format/numbers.ts';
import type { DaySummary } from '#components/plant/summarize-day.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import { isLive } from '#domain/run.ts';

export interface DayAnswer {
  question: 'There' | 'Complete' | 'Trustworthy';
  tone: 'good' | 'warn' | 'bad' | 'quiet';
  words: string;
}

/** Less than this of the expected readings is worth a second look, though each verdict holds for what it saw. */
const ENOUGH_READINGS = 0.95;
/** More than this part of the arrays unlike anything in training speaks against the model, not against the arrays. */
const MUCH_UNFAMILIAR = 0.02;

/** More than this part whose readings disagree with their nameplates speaks against what was registered. */
const MUCH_MISREGISTERED = 0.02;

/** The three questions an operator comes with, answered before the figures. */
export function judgeDay(view: PartialPlantDay, summary: DaySummary): DayAnswer[] {
  if (view.run === null) {
    const live = view.newerRun !== null && isLive(view.newerRun.state);
    return [
      { question: 'There', tone: live ? 'quiet' : 'bad', words: live ? 'not yet, a run is under way' : 'no result' },
      { question: 'Complete', tone: 'quiet', words: 'unknown' },
      { question: 'Trustworthy', tone: 'quiet', words: 'unknown' },
    ];
  }
  return [{ question: 'There', tone: 'good', words: 'published' }, completeness(summary), trust(view, summary)];
}

function completeness({ arrays, counts, reasons, complete }: DaySummary): DayAnswer {
  if (complete) {
    const stood = [
      reasons.off > 0 ? `${formatCount(reasons.off)} with the converter off` : null,
      reasons.limited > 0 ? `${formatCount(reasons.limited)} limited` : null,
    ].filter((part) => part !== null);
    const words = [`all ${formatPlural(arrays, 'array')} judged`, ...stood].join(', ');
    return { question: 'Complete', tone: 'good', words };
  }
  const gaps = [
    counts.missing > 0 ? `${formatCount(counts.missing)} missing` : null,
    reasons.insufficient_data > 0 ? `${formatCount(reasons.insufficient_data)} without enough data` : null,
    reasons.processing_error > 0 ? `${formatCount(reasons.processing_error)} with an error` : null,
    reasons.unfamiliar > 0 ? `${formatCount(reasons.unfamiliar)} unfamiliar` : null,
  ];
  return { question: 'Complete', tone: 'warn', words: gaps.filter((gap) => gap !== null).join(', ') };
}

function trust({ newerRun }: PartialPlantDay, { readingShare, reasons, arrays }: DaySummary): DayAnswer {
  const doubt = (words: string): DayAnswer => ({ question: 'Trustworthy', tone: 'warn', words });
  if (newerRun?.state === 'failed') return doubt('a newer run failed');
  if (readingShare !== null && readingShare < ENOUGH_READINGS) {
    return doubt(`only ${formatShare(readingShare, 1)} of the readings`);
  }
  if (reasons.unfamiliar > arrays * MUCH_UNFAMILIAR) {
    return doubt(`${formatPlural(reasons.unfamiliar, 'array')} unlike the training`);
  }
  if (reasons.check_registration > arrays * MUCH_MISREGISTERED) {
    return doubt(`check the registration of ${formatPlural(reasons.check_registration, 'array')}`);
  }
  if (readingShare === null) return doubt('how many readings came is unknown');
  return { question: 'Trustworthy', tone: 'good', words: `${formatShare(readingShare, 1)} of the readings` };
}
