import { CATALOGUES } from '#components/texts/catalogues.ts';
import type { Language } from '#components/texts/languages.ts';
import { textsOf } from '#components/texts/texts.ts';

/** The texts of the console in a language, as its pages have them. */
export const textsIn = (language: Language) => textsOf(language, CATALOGUES[language]);
