'use client';

import { UnstyledButton } from '@mantine/core';
import { LANGUAGE_NAMES, LANGUAGES } from '#components/texts/languages.ts';
import { switchLanguage } from '#components/texts/switch-language.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './door-card.module.css';

/** The languages, where nobody is signed in yet and there is no menu. */
export function LanguageLinks() {
  const t = useTexts();
  return (
    <fieldset className={styles.languages} aria-label={t('actor.language')}>
      {LANGUAGES.map((language) => (
        <UnstyledButton
          key={language}
          lang={language}
          aria-pressed={language === t.language}
          onClick={() => switchLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
