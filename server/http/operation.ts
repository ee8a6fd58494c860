import { z } from 'zod';
import type { Action } from '#server/auth/actions.ts';
import type { ErrorCode } from '#server/errors.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** One way an operation ends well: what it means, and its body by content type. */
export interface Answer {
  description: string;
  /** Null for bytes, whose layout the description tells. */
  content: Record<string, z.ZodType | null>;
  headers?: z.ZodObject;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** What somebody declares of an operation; the parts it does not have are left out. */
interface Declared<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  /** Stable: a generated client calls its function by it. */
  id: string;
  method: Method;
  /** As in the folder of app, with braces: `/api/v1/runs/{runId}`. */
  path: `/api/v1/${string}`;
  tag: string;
  action: Action;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  answers: Record<number, Answer>;
  /** Beyond those that every operation may give. */
  errors?: readonly ErrorCode[];
  /** The answer holds what is shown once: it must not be kept for a repeated request. */
  secretAnswer?: boolean;
}

/** Everything there is to know of one method of one path: routes, the OpenAPI document and its page read it here. */
export interface Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
> extends Declared<P, Q, B> {
  params: P;
  query: Q;
  errors: readonly ErrorCode[];
}

/** Declares an operation. Parameters that it does not name are refused by name. */
export function operation<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(declared: Declared<P, Q, B>): Operation<P, Q, B> {
  const { params = nothing, query = nothing, errors = [] } = declared;
  return { ...declared, params: params as P, query: query.strict() as Q, errors };
}

/** An answer in JSON. */
export function jsonAnswer(description: string, schema: z.ZodType): Answer {
  return { description, content: { 'application/json': schema } };
}
