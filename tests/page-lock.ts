import path from 'node:path';
import type { Action } from '#domain/actions.ts';
import type { LockedPage } from '#server/http/define-page.ts';

/** The action that a page's file asks for; null for one that `definePage` has not made. */
export async function lockOfPage(file: string): Promise<Action | null> {
  const page: { default?: Partial<LockedPage> } = await import(path.resolve(file));
  return page.default?.action ?? null;
}
