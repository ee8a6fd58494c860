import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Action } from '#domain/actions.ts';
import { callbackPath, PATH_HEADER } from '#server/auth/callback-path.ts';
import { findPrincipalOf } from '#server/auth/find-principal.ts';
import { mayDo, type Principal, principalIn } from '#server/auth/principal.ts';

/** Who asks for the page, found once a request whatever the number of its parts that ask. */
export const pagePrincipal = cache(async (): Promise<Principal | null> => findPrincipalOf(await headers()));

/**
 * The lock of every page: somebody who is not signed in goes to the sign-in page and comes back after it; somebody whose
 * role is too small is shown app/forbidden.tsx, and whose plant it is not, that there is nothing.
 * @param plantId null for what is of the whole installation
 */
export async function requirePage(action: Action, plantId: string | null): Promise<Principal> {
  const asker = await pagePrincipal();
  if (!asker) {
    const path = callbackPath((await headers()).get(PATH_HEADER));
    redirect(path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  }
  const principal = plantId === null ? asker : principalIn(asker, plantId);
  if (!principal) notFound();
  if (!mayDo(principal, action)) forbidden();
  return principal;
}
