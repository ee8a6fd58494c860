/** The languages of the console; the first is the one of whoever asked for none of them. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language's name in itself, as a switch between them shows it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The cookie that holds what a person chose. */
export const LANGUAGE_COOKIE = 'heliograph.language';

/**
 * The language of a request: the one that the person chose, else the one that the browser prefers most, else English.
 * `acceptLanguage` is the header of that name; what is malformed in it counts as not said.
 */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | null): Language {
  const chosen = LANGUAGES.find((language) => language === cookie);
  return chosen ?? preferred(acceptLanguage ?? '') ?? LANGUAGES[0];
}

function preferred(header: string): Language | undefined {
  const ranges = header.split(',').map((part, index) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { language: tag.split('-')[0], weight: Number(quality), index };
  });
  return ranges
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ language }) => LANGUAGES.find((known) => known === language))
    .find((language) => language !== undefined);
}
