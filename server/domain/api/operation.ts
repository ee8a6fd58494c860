import { z } from 'zod';
import type { Action } from '#domain/actions.ts';
import type { ErrorCode } from '#server/errors.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** Bodies by content type; null for bytes, whose layout the description tells. */
export type Content = Record<string, z.ZodType | null>;

/** One way an operation ends well: what it means, and its body by content type. */
export interface Answer<C extends Content = Content> {
  description: string;
  content: C;
  headers?: z.ZodObject;
}

/** The schema of what is answered as JSON; never for an operation that answers bytes alone. */
export type JsonOf<C extends Content> = C extends { 'application/json': infer S extends z.ZodType } ? S : never;

/** What an operation is of: one plant, or the installation whatever plants it has. */
export type Scope = 'plant' | 'installation';

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** What somebody declares of an operation; the parts it does not have are left out. */
interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, C extends Content> {
  /** Stable: a generated client calls its function by it. */
  id: string;
  method: Method;
  /** With its parameters in braces: `/api/v1/runs/{runId}`. */
  path: `/api/v1/${string}`;
  tag: string;
  action: Action;
  /** Whose it is; most are of a plant, and need one. */
  of?: Scope;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  answers: Record<number, Answer<C>>;
  /** Beyond those that every operation may give. */
  errors?: readonly ErrorCode[];
  /** What its body may have, bytes; without it 16 KiB. The door must know it, too: server/http/body-limit.ts. */
  bodyLimitBytes?: number;
  /** The answer holds what is shown once: it must not be kept for a repeated request. */
  secretAnswer?: boolean;
  /** Answers as ever, but there is a better way now, which the description names. */
  deprecated?: true;
}

/**
 * Everything there is to know of one method of one path: the server's handlers, the console's calls, the OpenAPI document and
 * its page all read it here.
 */
export interface Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  C extends Content = Content,
  S extends Scope = Scope,
> extends Declared<P, Q, B, C> {
  of: S;
  params: P;
  query: Q;
  errors: readonly ErrorCode[];
}

/** Declares an operation. Parameters that it does not name are refused by name. */
export function operation<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
  C extends Content = Content,
  S extends Scope = 'plant',
>(declared: Declared<P, Q, B, C> & { of?: S }): Operation<P, Q, B, C, S> {
  const { params = nothing, query = nothing, errors = [], of = 'plant' } = declared;
  return { ...declared, params: params as P, query: query.strict() as Q, errors, of: of as S };
}

/** The schema of what an operation answers as JSON. Throws for one that answers bytes alone. */
export function jsonOf<C extends Content>({
  id,
  answers,
}: Pick<Operation, 'id'> & { answers: Record<number, Answer<C>> }) {
  const schema = Object.values(answers)[0]?.content['application/json'];
  if (!schema) throw new TypeError(`${id} answers no JSON`);
  return schema as z.ZodType<z.output<JsonOf<C>>>;
}

/** An answer in JSON. */
export function jsonAnswer<S extends z.ZodType>(description: string, schema: S): Answer<{ 'application/json': S }> {
  return { description, content: { 'application/json': schema } };
}
