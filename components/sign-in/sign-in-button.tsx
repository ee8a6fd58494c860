'use client';

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson } from '#components/data/fetch-json.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';

const csrfSchema = z.object({ csrfToken: z.string() });
const signInSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

/** Asks the console where its provider is, and goes there; the provider sends back to `callbackUrl`. */
export function SignInButton({ callbackUrl }: { callbackUrl: string }) {
  const t = useTexts();
  const signIn = useMutation({
    mutationFn: async () => {
      const { csrfToken } = await fetchJson(csrfSchema, '/api/auth/csrf');
      const body = new URLSearchParams({ csrfToken, callbackUrl, json: 'true' });
      return fetchJson(signInSchema, '/api/auth/signin/plant', { method: 'POST', body });
    },
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      {signIn.error && (
        <Notice tone="bad" title={t('signIn.notBegun')}>
          {signIn.error.message}
        </Notice>
      )}
      <Button size="md" fullWidth loading={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate()}>
        {t('signIn.continue')}
      </Button>
    </>
  );
}
