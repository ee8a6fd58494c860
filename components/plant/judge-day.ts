import type { DaySummary } from '#components/plant/summarize-day.ts';
import type { Texts } from '#components/texts/texts.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import { isLive } from '#domain/run.ts';

export interface DayAnswer {
  question: 'published' | 'complete' | 'quality';
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
export function judgeDay(view: PartialPlantDay, summary: DaySummary, t: Texts): DayAnswer[] {
  if (view.run === null) {
    const live = view.newerRun !== null && isLive(view.newerRun.state);
    return [
      {
        question: 'published',
        tone: live ? 'quiet' : 'bad',
        words: live ? t('judge.runInProgress') : t('judge.noResult'),
      },
      { question: 'complete', tone: 'quiet', words: t('common.unknown') },
      { question: 'quality', tone: 'quiet', words: t('common.unknown') },
    ];
  }
  return [
    { question: 'published', tone: 'good', words: t('judge.published') },
    completeness(summary, t),
    trust(view, summary, t),
  ];
}

function completeness({ arrays, counts, reasons, complete }: DaySummary, t: Texts): DayAnswer {
  if (complete) {
    const stood = [
      reasons.off > 0 ? t('judge.off', { count: reasons.off }) : null,
      reasons.limited > 0 ? t('judge.limited', { count: reasons.limited }) : null,
    ].filter((part) => part !== null);
    const words = [t('judge.all', { count: arrays }), ...stood].join(', ');
    return { question: 'complete', tone: 'good', words };
  }
  const gaps = [
    counts.missing > 0 ? t('plant.missingCount', { count: counts.missing }) : null,
    reasons.insufficient_data > 0 ? t('judge.insufficient', { count: reasons.insufficient_data }) : null,
    reasons.processing_error > 0 ? t('judge.error', { count: reasons.processing_error }) : null,
    reasons.unfamiliar > 0 ? t('judge.unfamiliar', { count: reasons.unfamiliar }) : null,
  ];
  return { question: 'complete', tone: 'warn', words: gaps.filter((gap) => gap !== null).join(', ') };
}

function trust({ newerRun }: PartialPlantDay, { readingShare, reasons, arrays }: DaySummary, t: Texts): DayAnswer {
  const doubt = (words: string): DayAnswer => ({ question: 'quality', tone: 'warn', words });
  if (newerRun?.state === 'failed') return doubt(t('judge.newerFailed'));
  if (readingShare !== null && readingShare < ENOUGH_READINGS) {
    return doubt(t('judge.fewReadings', { share: t.share(readingShare, 1) }));
  }
  if (reasons.unfamiliar > arrays * MUCH_UNFAMILIAR) {
    return doubt(t('judge.unlike', { count: reasons.unfamiliar }));
  }
  if (reasons.check_registration > arrays * MUCH_MISREGISTERED) {
    return doubt(t('judge.registration', { count: reasons.check_registration }));
  }
  if (readingShare === null) return doubt(t('judge.readingsUnknown'));
  return { question: 'quality', tone: 'good', words: t('judge.readings', { share: t.share(readingShare, 1) }) };
}
