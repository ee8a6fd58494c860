'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language } from '#components/texts/languages.ts';
import { type Catalogue, type Texts, textsOf } from '#components/texts/texts.ts';

/** For a component that can have no hooks; all others use `useTexts`. */
export const TextsContext = createContext<Texts | null>(null);

interface TextsProviderProps {
  language: Language;
  /** As the server gives them: a browser gets one language, not all. */
  messages: Catalogue;
  children: ReactNode;
}

export function TextsProvider({ language, messages, children }: TextsProviderProps) {
  const texts = useMemo(() => textsOf(language, messages), [language, messages]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

/** The texts of the page's language; the same object as long as the language is the same. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('useTexts outside TextsProvider');
  return texts;
}
