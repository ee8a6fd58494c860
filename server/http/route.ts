import type { z } from 'zod';
import type { Action } from '#server/auth/actions.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { requestFacts } from '#server/request-facts.ts';
import { takeBudget } from '#server/services/limits/budgets.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { answer, queryOf } from './answer.ts';
import { budgetHeaders } from './budget-headers.ts';
import { withEtag } from './etag.ts';
import { answerOnce } from './idempotency.ts';
import type { Operation } from './operation.ts';
import { assertJsonOrNothing, assertPlainAddress, assertSameOrigin, readJsonBody } from './read-request.ts';
import { addressKey } from './request-identity.ts';

export interface RouteContext<P> {
  request: Request;
  principal: Principal;
  params: P;
}

/** What the handler of a declared operation gets: everything checked against the declaration. */
export interface OperationContext<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>
  extends RouteContext<z.output<P>> {
  query: z.output<Q>;
  body: z.output<B>;
}

export interface RouteHandler {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  /** What it is behind; a test holds it against the declared operations. */
  action: Action;
  operation: Operation | null;
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A handler behind the one lock: who asks must be somebody who may do the action and has requests left for this minute, and
 * a change must not come from a page of another site. With an operation, parameters and body are those it declares. What is
 * thrown becomes a problem document.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  operation: Operation<P, Q, B>,
  handle: (context: OperationContext<P, Q, B>) => Promise<Response>,
): RouteHandler;
export function route<P = Record<never, never>>(
  action: Action,
  handle: (context: RouteContext<P>) => Promise<Response>,
): RouteHandler;
export function route(behind: Operation | Action, handle: (context: never) => Promise<Response>): RouteHandler {
  const operation = typeof behind === 'string' ? null : behind;
  const action = typeof behind === 'string' ? behind : behind.action;
  const handler = (request: Request, context: { params: Promise<unknown> }) =>
    answer(async () => {
      // Next has none for a path without parameters.
      const params = (await context.params) ?? {};
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
      const run = async (asked: Request) => {
        const given = operation ? await readOperation(operation, asked, params) : { params };
        return handle({ request: asked, principal, ...given } as never);
      };
      const response =
        request.method === 'POST'
          ? await answerOnce(request, principal, operation?.secretAnswer ?? false, run)
          : await withEtag(request, await run(request));
      for (const [name, value] of Object.entries(budgetHeaders(budget))) response.headers.set(name, value);
      if (request.method !== 'HEAD') return response;
      // Nobody reads a body of HEAD: what feeds it would wait, and hold its place, until it gives up.
      await response.body?.cancel();
      return new Response(null, response);
    });
  return Object.assign(handler, { action, operation });
}

async function readOperation(operation: Operation, request: Request, params: unknown) {
  return {
    params: parseInput(operation.params, params),
    query: parseInput(operation.query, queryOf(request)),
    body: operation.body && parseInput(operation.body, await readJsonBody(request)),
  };
}

/**
 * Tokens that are none are counted by the address that sends them, and only they: guessing is made slow, and who has a
 * good one is let in whatever others behind the same address do.
 */
async function whoAsks(request: Request): Promise<Principal> {
  const hasToken = request.headers.has('authorization');
  const principal = await findPrincipal(request);
  if (principal) return principal;
  if (!hasToken) throw new HeliographError('unauthenticated', 'sign in, or send a token');
  await takeBudget('bad-tokens', addressKey(requestFacts()?.address ?? 'unknown'));
  throw new HeliographError('unauthenticated', 'the token is unknown, expired or revoked');
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
