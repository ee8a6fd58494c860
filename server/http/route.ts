import type { Action } from '#server/auth/actions.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { requestFacts } from '#server/request-facts.ts';
import { requireBudget, takeBudget } from '#server/services/limits/budgets.ts';
import { answer } from './answer.ts';
import { budgetHeaders } from './budget-headers.ts';
import { assertJsonOrNothing, assertPlainAddress, assertSameOrigin } from './read-request.ts';
import { addressKey } from './request-identity.ts';

export interface RouteContext<P> {
  request: Request;
  principal: Principal;
  params: P;
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A handler behind the one lock: who asks must be somebody who may do `action` and has requests left for this minute, and
 * a change must not come from a page of another site. What the handler throws becomes a problem document.
 */
export function route<P = Record<never, never>>(
  action: Action,
  handle: (context: RouteContext<P>) => Promise<Response>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return (request, context) =>
    answer(async () => {
      const params = await context.params;
      const facts = requestFacts();
      if (facts) facts.route = patternOf(new URL(request.url).pathname, params);
      const reads = READING_METHODS.has(request.method);
      assertPlainAddress(request);
      if (!reads) {
        assertSameOrigin(request);
        assertJsonOrNothing(request);
      }
      const principal = await whoAsks(request);
      if (facts) facts.principalId = principal.id;
      const budget = await takeBudget(reads ? 'reads' : 'changes', `${principal.kind}:${principal.id}`);
      requireAction(principal, action);
      const response = await handle({ request, principal, params });
      for (const [name, value] of Object.entries(budgetHeaders(budget))) response.headers.set(name, value);
      return response;
    });
}

/** An address that has sent too many tokens that are none is not asked any further: guessing is made slow. */
async function whoAsks(request: Request): Promise<Principal> {
  const hasToken = request.headers.has('authorization');
  const address = addressKey(requestFacts()?.address ?? 'unknown');
  if (hasToken) await requireBudget('bad-tokens', address);
  const principal = await findPrincipal(request);
  if (principal) return principal;
  if (hasToken) await takeBudget('bad-tokens', address);
  throw new HeliographError('unauthenticated', 'sign in, or send a token');
}

/** `/api/v1/runs/:runId`: a path with its parameters' names in place of their values. */
export function patternOf(path: string, params: unknown): string {
  const names = new Map(Object.entries(params ?? {}).map(([name, value]) => [String(value), name]));
  return path
    .split('/')
    .map((segment) => {
      const name = names.get(segment) ?? names.get(decoded(segment));
      return name === undefined ? segment : `:${name}`;
    })
    .join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
