import { z } from 'zod';
import type { Content, JsonOf, Operation, Scope } from '#domain/api/operation.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { type Principal, principalIn, requireAction } from '#server/auth/principal.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { requestFacts } from '#server/request-facts.ts';
import {
  type InstallationContext,
  openContext,
  openInstallation,
  type ServiceContext,
} from '#server/services/context.ts';
import { takeBudget } from '#server/services/limits/budgets.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { noSuchPlant } from '#server/stores/plants.ts';
import { answer, json, queryOf } from './answer.ts';
import { budgetHeaders } from './budget-headers.ts';
import { withEtag } from './etag.ts';
import { answerOnce } from './idempotency.ts';
import { assertJsonOrNothing, assertPlainAddress, assertSameOrigin, readJsonBody } from './read-request.ts';
import { addressKey } from './request-identity.ts';

/** What the services of an operation act within. */
type ContextOf<S extends Scope> = S extends 'installation' ? InstallationContext : ServiceContext;

/** What the handler of an operation gets: everything checked against the declaration. */
export interface Asked<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, S extends Scope> {
  request: Request;
  context: ContextOf<S>;
  principal: Principal;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

/** What the operation declares as its JSON, or a response made by hand. */
type Answered<C extends Content> = z.input<JsonOf<C>> | Response;

export interface RouteHandler {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  operation: Operation;
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A handler behind the one lock: who asks must be somebody who may do the operation's action and has requests left for this
 * minute, and a change must not come from a page of another site. Parameters and body are those that the operation declares.
 * What is thrown becomes a problem document.
 */
export function route<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  C extends Content,
  S extends Scope,
>(
  operation: Operation<P, Q, B, C, S>,
  handle: (asked: Asked<P, Q, B, S>) => Answered<C> | Promise<Answered<C>>,
): RouteHandler {
  const handler = (request: Request, given: { params: Promise<unknown> }) =>
    answer(async () => {
      const facts = requestFacts();
      if (facts) facts.route = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
      const reads = READING_METHODS.has(request.method);
      assertPlainAddress(request);
      if (!reads) {
        assertSameOrigin(request);
        assertJsonOrNothing(request);
      }
      const settings = readSettings();
      const asker = await whoAsks(request);
      if (facts) facts.principalId = asker.id;
      const budget = await takeBudget(settings, reads ? 'reads' : 'changes', `${asker.kind}:${asker.id}`);
      const params = await given.params;
      const plantId = namedPlant(params);
      const principal = actingIn(asker, plantId ?? (operation.of === 'plant' ? settings.HELIOGRAPH_PLANT : null));
      requireAction(principal, operation.action);
      const context = await contextOf(operation, principal, plantId);
      const run = async (asked: Request) => {
        const read = await readOperation(operation, asked, params);
        return responseOf(operation, await handle({ request: asked, context, principal, ...read }));
      };
      const response =
        request.method === 'POST'
          ? await answerOnce(request, principal, operation, run)
          : await withEtag(request, await run(request));
      for (const [name, value] of Object.entries(budgetHeaders(budget))) response.headers.set(name, value);
      if (request.method !== 'HEAD') return response;
      // Nobody reads a body of HEAD: what feeds it would wait, and hold its place, until it gives up.
      await response.body?.cancel();
      return new Response(null, response);
    });
  return Object.assign(handler, { operation });
}

async function contextOf<S extends Scope>(
  { of }: { of: S },
  principal: Principal,
  plantId: string | undefined,
): Promise<ContextOf<S>> {
  const context = of === 'installation' ? openInstallation(principal) : await openContext(principal, plantId);
  return context as ContextOf<S>;
}

/** Without the plant where it is no parameter of the operation's own. */
function ownParams({ shape }: z.ZodObject, given: unknown): unknown {
  if ('plantId' in shape) return given;
  const { plantId, ...own } = z.record(z.string(), z.unknown()).parse(given);
  return own;
}

/** The plant that the address names, whatever else it has; what could be none is refused with the other parameters. */
function namedPlant(params: unknown): string | undefined {
  return z.looseObject({ plantId: z.string().optional() }).parse(params).plantId;
}

/** Who asks, with the role that they have there. Of a plant that is none of theirs they hear what they hear of one that is not. */
function actingIn(asker: Principal, plantId: string | null): Principal {
  const principal = plantId === null ? asker : principalIn(asker, plantId);
  if (!principal) throw noSuchPlant(plantId ?? '');
  return principal;
}

type Given<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Pick<
  Asked<P, Q, B, Scope>,
  'params' | 'query' | 'body'
>;

async function readOperation<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  { params, query, body, bodyLimitBytes }: Pick<Operation<P, Q, B>, 'params' | 'query' | 'body' | 'bodyLimitBytes'>,
  request: Request,
  given: unknown,
): Promise<Given<P, Q, B>> {
  const read = {
    params: parseInput(params, ownParams(params, given)),
    query: parseInput(query, queryOf(request)),
    body: body && parseInput(body, await readJsonBody(request, bodyLimitBytes)),
  };
  return read as Given<P, Q, B>;
}

function responseOf({ answers }: Operation, answered: unknown): Response {
  if (answered instanceof Response) return answered;
  return json(answered, { status: Number(Object.keys(answers)[0]) });
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
  await takeBudget(readSettings(), 'bad-tokens', addressKey(requestFacts()?.address ?? 'unknown'));
  throw new HeliographError('unauthenticated', 'the token is unknown, expired or revoked');
}
