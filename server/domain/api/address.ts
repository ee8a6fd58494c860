import type { z } from 'zod';
import type { Operation } from '#domain/api/operation.ts';
import { pathInPlant } from '#domain/api/plant-path.ts';

type Part<Name extends string, S extends z.ZodType> =
  Record<never, never> extends z.input<S> ? { [N in Name]?: z.input<S> } : { [N in Name]: z.input<S> };

/** What an operation takes in its address; a part with nothing that it needs may be left out. */
export type Asked<P extends z.ZodObject, Q extends z.ZodObject> = Part<'params', P> & Part<'query', Q>;

/**
 * The address of an operation, with its parameters in their places. What is null or undefined in the query is left out.
 * @param plantId whose; null: the default plant, or what the parameters say
 */
export function addressOf<P extends z.ZodObject, Q extends z.ZodObject>(
  { path, of }: Pick<Operation<P, Q>, 'path' | 'of' | 'params' | 'query'>,
  asked: Asked<P, Q>,
  plantId: string | null = null,
): string {
  const { params = {}, query = {} }: { params?: object; query?: object } = asked;
  const values = new Map<string, unknown>([['plantId', plantId], ...Object.entries(params)]);
  const place = plantId === null ? path : (pathInPlant({ path, of }) ?? path);
  const filled = place.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}
