'use client';

import { Menu } from '@mantine/core';
import { LANGUAGE_NAMES, LANGUAGES } from '#components/texts/languages.ts';
import { switchLanguage } from '#components/texts/switch-language.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CheckIcon } from '#components/ui/icons.tsx';

/** The languages, in the menu of who is signed in. */
export function LanguageItems() {
  const t = useTexts();
  return (
    <>
      <Menu.Label>{t('actor.language')}</Menu.Label>
      {LANGUAGES.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          aria-current={language === t.language}
          rightSection={language === t.language ? <CheckIcon size={14} /> : null}
          onClick={() => switchLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </Menu.Item>
      ))}
    </>
  );
}
