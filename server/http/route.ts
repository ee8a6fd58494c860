import type { z } from 'zod';
import type { Action } from '#server/auth/actions.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { answer, queryOf } from './answer.ts';
import { withEtag } from './etag.ts';
import { answerOnce } from './idempotency.ts';
import type { Operation } from './operation.ts';
import { assertSameOrigin, readJsonBody } from './read-request.ts';

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
 * A handler behind the one lock: who asks must be somebody who may do the action, and a change must not come from a page of
 * another site. With an operation, parameters and body are those it declares. What is thrown becomes a problem document.
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
      if (!READING_METHODS.has(request.method)) assertSameOrigin(request);
      const principal = await findPrincipal(request);
      if (!principal) throw new HeliographError('unauthenticated', 'sign in, or send a token');
      requireAction(principal, action);
      // Next has none for a path without parameters.
      const params = (await context.params) ?? {};
      const run = async (asked: Request) => {
        const given = operation ? await readOperation(operation, asked, params) : { params };
        return handle({ request: asked, principal, ...given } as never);
      };
      if (request.method === 'POST') return answerOnce(request, principal, operation?.secretAnswer ?? false, run);
      return withEtag(request, await run(request));
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
