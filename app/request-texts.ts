import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { CATALOGUES } from '#components/texts/catalogues.ts';
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '#components/texts/languages.ts';
import { type Texts, textsOf } from '#components/texts/texts.ts';

/** The language of the request at hand. */
export async function requestLanguage(): Promise<Language> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language'));
}

/** The texts of the request at hand, for what is rendered on the server alone. */
export async function requestTexts(): Promise<Texts> {
  const language = await requestLanguage();
  return textsOf(language, CATALOGUES[language]);
}

type PageName = Exclude<keyof (typeof CATALOGUES)['en']['pages'], 'description'>;

/** A page's `generateMetadata`: its name in the language of the request. */
export function titled(page: PageName): () => Promise<Metadata> {
  return async () => ({ title: (await requestTexts())(`pages.${page}`) });
}
