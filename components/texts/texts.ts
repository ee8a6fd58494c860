import { createTranslator } from 'use-intl/core';
import { type Formats, formatsOf } from '#components/format/formats.ts';
import type { en } from '#components/texts/en.ts';
import type { Language } from '#components/texts/languages.ts';

type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };

/** Every text of the console in one language: the English one says which there are. */
export type Catalogue = Worded<typeof en>;

type Translate = ReturnType<typeof createTranslator<typeof en>>;

/** Texts and formats of one language: `t('plant.title')`, `t.rich(...)` with markup, `t.count(4320)`, `t.day('2026-11-23')`. */
export interface Texts extends Translate, Formats {
  language: Language;
}

/** The texts of a catalogue. A text that is missing or lacks a value throws: it is a fault of ours, not of a visitor's. */
export function textsOf(language: Language, messages: Catalogue): Texts {
  const translate = createTranslator({
    locale: language,
    // The keys are the English ones, and so are the values that each needs.
    messages: messages as typeof en,
    onError: (error) => {
      throw error;
    },
  });
  return Object.assign(translate, formatsOf(language), { language });
}
