import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Action } from '#domain/actions.ts';
import type { Scope } from '#domain/api/operation.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
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
  /** The same within the plant of the address, or else of the settings. Throws `not_found` while there is none. */
  inPlant: () => Promise<ServiceContext>;
  params: Params;
  searchParams: Words;
}

/** A page behind a lock; tests read which. */
export interface LockedPage<Params extends Words = Words> {
  (props: PageProps<Params>): Promise<ReactNode>;
  action: Action;
}

/** A page of a plant that is not registered is none. Without a database the page itself says so. */
async function requirePlant(inPlant: () => Promise<ServiceContext>): Promise<void> {
  try {
    await inPlant();
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'not_found') notFound();
    if (!(error instanceof HeliographError)) throw error;
  }
}

/** The plant that a page's address names. */
const namedPlant = (params: unknown) => z.looseObject({ plantId: z.string().optional() }).parse(params).plantId;

/**
 * A page for whoever may do `action`, in the plant of its address or, where it names none, the settings', unless it is of the whole
 * installation; everybody else is sent to sign in, or shown that they may not.
 */
export function definePage<Params extends Words = Record<string, never>>(
  action: Action,
  render: (page: PageContext<Params>) => ReactNode | Promise<ReactNode>,
  { of = 'plant' }: { of?: Scope } = {},
): LockedPage<Params> {
  const page = async ({ params, searchParams }: PageProps<Params>) => {
    const plantId = namedPlant(await params);
    const principal = await requirePage(action, plantId ?? (of === 'plant' ? readSettings().HELIOGRAPH_PLANT : null));
    const context = openInstallation(principal);
    const inPlant = () => openContext(principal, plantId);
    if (of === 'plant' && plantId !== undefined) await requirePlant(inPlant);
    return render({ context, inPlant, params: await params, searchParams: await searchParams });
  };
  return Object.assign(page, { action });
}
