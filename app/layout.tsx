import '@mantine/core/styles.css';
import '@fontsource-variable/inter/wght.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ActorProvider } from '#components/actor/actor-provider.tsx';
import { CATALOGUES } from '#components/texts/catalogues.ts';
import { TextsProvider } from '#components/texts/texts-provider.tsx';
import { Providers } from '#components/theme/providers.tsx';
import { Shell } from '#components/ui/shell.tsx';
import { readSettings } from '#server/env.ts';
import { actorOf } from '#server/http/actor-of.ts';
import { plantNames } from '#server/http/plant-names.ts';
import { pagePrincipal } from '#server/http/require-page.ts';
import { requestLanguage, requestTexts } from './request-texts.ts';

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: { default: 'Heliograph', template: '%s · Heliograph' },
    description: (await requestTexts())('pages.description'),
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161e25' },
  ],
};

/** Pages are rendered for each request: their scripts carry the nonce of its policy (see proxy.ts). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const language = await requestLanguage();
  const principal = await pagePrincipal();
  const { HELIOGRAPH_PLANT } = readSettings();
  const actor = principal && actorOf(principal, HELIOGRAPH_PLANT);
  const plants = principal ? await plantNames(principal) : [];
  return (
    <html lang={language} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript {...(nonce === undefined ? {} : { nonce })} defaultColorScheme="auto" />
      </head>
      <body>
        <TextsProvider language={language} messages={CATALOGUES[language]}>
          <Providers>
            <ActorProvider actor={actor}>
              <Shell signedIn={actor !== null} plants={plants}>
                {children}
              </Shell>
            </ActorProvider>
          </Providers>
        </TextsProvider>
      </body>
    </html>
  );
}
