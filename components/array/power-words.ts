import type { Texts } from '#components/texts/texts.ts';
import type { PowerView } from '#domain/array-insight.ts';

const kilowatts = (watts: number, t: Texts) => t.quantity(watts / 1000, 'kW', 3);

/** "3.12 kW of 3.40 kW expected", or "no good data". */
export function powerWords(view: PowerView, msOfDay: number, t: Texts): string {
  const slot = Math.floor(msOfDay / (view.slotSeconds * 1000));
  const [expected, measured] = [view.expected[slot], view.measured[slot]];
  if (typeof expected !== 'number' || typeof measured !== 'number') return t('array.noGoodData');
  return t('array.powerOf', { measured: kilowatts(measured, t), expected: kilowatts(expected, t) });
}

/** "neighbours 3.05 kW", or nothing where they say nothing. */
export function bandWords({ band }: PowerView, msOfDay: number, t: Texts): string {
  const median = band?.median[Math.floor(msOfDay / ((band?.binSeconds ?? 1) * 1000))];
  return typeof median === 'number' ? t('array.neighbourPower', { power: kilowatts(median, t) }) : '';
}
