import type { Action } from '#server/auth/actions.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { answer } from './answer.ts';
import { assertSameOrigin } from './read-request.ts';

export interface RouteContext<P> {
  request: Request;
  principal: Principal;
  params: P;
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A handler behind the one lock: who asks must be somebody who may do `action`, and a change must not come from a page of
 * another site. What the handler throws becomes a problem document.
 */
export function route<P = Record<never, never>>(
  action: Action,
  handle: (context: RouteContext<P>) => Promise<Response>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return (request, { params }) =>
    answer(async () => {
      if (!READING_METHODS.has(request.method)) assertSameOrigin(request);
      const principal = await findPrincipal(request);
      if (!principal) throw new HeliographError('unauthenticated', 'sign in, or send a token');
      requireAction(principal, action);
      return handle({ request, principal, params: await params });
    });
}
