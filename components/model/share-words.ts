import type { Texts } from '#components/texts/texts.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { Share } from '#domain/evaluation.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';

const thousandths = (part: number, t: Texts) => t.fixed(part * 1000, 1);

/** "98.4 %", or a dash when there was nothing to take a share of. */
export function shareOrDash({ value }: Share, t: Texts): string {
  return value === null ? '–' : t.share(value, 1);
}

/** The 95 % interval in words. */
export function shareRange({ value, low, high }: Share, t: Texts): string {
  return value === null
    ? t('model.nothingToCount')
    : t('model.interval', { low: t.share(low, 1), high: t.share(high, 1) });
}

export function perThousand({ value }: Share, t: Texts): string {
  return value === null ? '–' : thousandths(value, t);
}

export function perThousandRange({ value, low, high }: Share, t: Texts): string {
  return value === null
    ? t('model.nothingToCount')
    : t('model.interval', { low: thousandths(low, t), high: thousandths(high, t) });
}

/** "open circuit", "not enough data"; a name nobody knows as it is. */
export function outcomeWords(outcome: string, t: Texts): string {
  const known = [...CONDITIONS, ...NO_VERDICT_REASONS].find((name) => name === outcome);
  return known ? t(`kindsInText.${known}`) : outcome.replaceAll('_', ' ').toLowerCase();
}
