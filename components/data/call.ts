import type { z } from 'zod';
import { fetchJson } from '#components/data/fetch-json.ts';
import { plantOfPage } from '#components/data/plant-of-page.ts';
import { type Asked, addressOf } from '#domain/api/address.ts';
import { type Content, type JsonOf, jsonOf, type Operation } from '#domain/api/operation.ts';

type Body<B extends z.ZodType> = undefined extends z.input<B> ? { body?: undefined } : { body: z.input<B> };

interface Init {
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Asks the API for an operation of the page's plant, at its own address and with its own method, and checks the answer against
 * its own schema.
 * Throws an ApiError as `fetchJson` does.
 */
export function call<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, C extends Content>(
  operation: Operation<P, Q, B, C>,
  asked: Asked<P, Q> & Body<B> & Pick<Init, 'signal'>,
): Promise<z.output<JsonOf<C>>> {
  const { body, signal }: Init = asked;
  return fetchJson(jsonOf(operation), addressOf(operation, asked, plantOfPage()), {
    method: operation.method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}
