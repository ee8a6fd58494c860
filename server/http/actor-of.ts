import { ACTIONS, type Action, OF_INSTALLATION } from '#domain/actions.ts';
import type { OwnSession } from '#domain/users.ts';
import { mayDo, type Principal, principalIn } from '#server/auth/principal.ts';

/** Who is signed in, as a plant's pages need to know: with the role there, and what it and the role in the installation let them do. */
export function actorOf(principal: Principal, plantId: string): OwnSession {
  const here = principalIn(principal, plantId);
  const may = (action: Action) => {
    if (OF_INSTALLATION.has(action)) return mayDo(principal, action);
    return here !== null && mayDo(here, action);
  };
  const { id, name } = principal;
  return { id, name, role: (here ?? principal).role, actions: ACTIONS.filter(may) };
}
