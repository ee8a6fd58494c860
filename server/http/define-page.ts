import type { ReactNode } from 'react';
import type { Action } from '#domain/actions.ts';
import {
  type InstallationContext,
  openContext,
  openInstallation,
  type ServiceContext,
} from '#server/services/context.ts';
import { requirePage } from './require-page.ts';

type Words = Record<string, string | string[] | undefined>;

/** What Next gives a page. */
interface PageProps<Params extends Words> {
  params: Promise<Params>;
  searchParams: Promise<Words>;
}

interface PageContext<Params extends Words> {
  context: InstallationContext;
  /** The same within the plant of the settings. Throws `not_found` while there is none. */
  inPlant: () => Promise<ServiceContext>;
  params: Params;
  searchParams: Words;
}

/** A page behind a lock; tests read which. */
export interface LockedPage<Params extends Words = Words> {
  (props: PageProps<Params>): Promise<ReactNode>;
  action: Action;
}

/** A page for whoever may do `action`; everybody else is sent to sign in, or shown that they may not. */
export function definePage<Params extends Words = Record<string, never>>(
  action: Action,
  render: (page: PageContext<Params>) => ReactNode | Promise<ReactNode>,
): LockedPage<Params> {
  const page = async ({ params, searchParams }: PageProps<Params>) => {
    const principal = await requirePage(action);
    const context = openInstallation(principal);
    const inPlant = () => openContext(principal);
    return render({ context, inPlant, params: await params, searchParams: await searchParams });
  };
  return Object.assign(page, { action });
}
