'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { type Action, MIN_ROLE } from '#domain/actions.ts';
import type { OwnSession } from '#domain/users.ts';

const ActorContext = createContext<OwnSession | null>(null);

export function ActorProvider({ actor, children }: { actor: OwnSession | null; children: ReactNode }) {
  return <ActorContext value={actor}>{children}</ActorContext>;
}

/** Who is signed in; null on the pages before sign-in. */
export function useActor(): OwnSession | null {
  return useContext(ActorContext);
}

export interface May {
  may: boolean;
  /** Why not, for the reader; null when the actor may. */
  reason: string | null;
}

export function useMay(action: Action): May {
  const t = useTexts();
  const actor = useActor();
  if (actor?.actions.includes(action)) return { may: true, reason: null };
  if (!actor) return { may: false, reason: t('actor.signInFirst') };
  return {
    may: false,
    reason: t('actor.roleNeeded', { needed: t(`roles.${MIN_ROLE[action]}`), own: t(`roles.${actor.role}`) }),
  };
}
