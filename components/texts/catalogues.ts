import { de } from '#components/texts/de.ts';
import { en } from '#components/texts/en.ts';
import type { Language } from '#components/texts/languages.ts';
import type { Catalogue } from '#components/texts/texts.ts';

/** All languages, for the server and for tests: a browser is given its own one alone. */
export const CATALOGUES: Record<Language, Catalogue> = { en, de };
