import { LANGUAGE_COOKIE, type Language } from '#components/texts/languages.ts';

const YEAR_SECONDS = 31_536_000;

/** Keeps a person's choice in this browser, and asks for the page anew: the server writes it in that language. */
export function switchLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the console supports
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.location.reload();
}
