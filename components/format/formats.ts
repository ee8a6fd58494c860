import { numberFormats } from '#components/format/numbers.ts';
import { timeFormats } from '#components/format/time.ts';
import type { Language } from '#components/texts/languages.ts';

/** How figures, days, instants and durations are written in a language. */
export type Formats = ReturnType<typeof numberFormats> & ReturnType<typeof timeFormats>;

export function formatsOf(language: Language): Formats {
  const numbers = numberFormats(language);
  return { ...numbers, ...timeFormats(language, numbers.decimal) };
}
