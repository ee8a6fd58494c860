import { METHODS } from '#domain/api/operation.ts';
import { pathInPlant } from '#domain/api/plant-path.ts';
import { HeliographError } from '#server/errors.ts';
import { HANDLERS } from '#server/http/handlers/table.ts';
import { problemResponse } from '#server/http/problem.ts';
import type { RouteHandler } from '#server/http/route.ts';

/** One path of the API, in its words, and what it does by method. */
interface Place {
  words: readonly string[];
  handlers: readonly RouteHandler[];
}

// A brace comes after every letter: `/runs/preview` is tried before `/runs/{runId}`.
const PLACES: readonly Place[] = [
  ...Map.groupBy(HANDLERS, ({ operation }) => operation.path),
  ...Map.groupBy(
    HANDLERS.filter(({ operation }) => pathInPlant(operation) !== null),
    ({ operation }) => pathInPlant(operation) ?? operation.path,
  ),
]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([path, handlers]) => ({ words: path.split('/'), handlers }));

/**
 * Answers what is asked of /api/v1 by the operation at the address. To a method that is not there it says those that are, and
 * of an address where nothing is it says so; both to whoever asks.
 */
export async function answerApi(request: Request): Promise<Response> {
  const asked = new URL(request.url).pathname.split('/');
  const place = PLACES.find(({ words }) => isAt(words, asked));
  if (!place) return nowhere();
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = place.handlers.find(({ operation }) => operation.method === method);
  if (!handler) return refusal(place.handlers);
  return handler(request, { params: Promise.resolve(paramsOf(place.words, asked)) });
}

const isParameter = (word: string) => word.startsWith('{');

function isAt(words: readonly string[], asked: readonly string[]): boolean {
  const fits = (word: string, index: number) => (isParameter(word) ? asked[index] !== '' : asked[index] === word);
  return words.length === asked.length && words.every(fits);
}

function paramsOf(words: readonly string[], asked: readonly string[]): Record<string, string> {
  const named = words.flatMap((word, index) =>
    isParameter(word) ? [[word.slice(1, -1), decoded(asked[index] ?? '')] as const] : [],
  );
  return Object.fromEntries(named);
}

/** What is no text in UTF-8 stays as it is: no parameter looks like that. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

function nowhere(): Response {
  return problemResponse(new HeliographError('not_found', 'nothing is at this address; /api-docs lists what there is'));
}

/** 405 with the methods that the path has. */
function refusal(handlers: readonly RouteHandler[]): Response {
  const has = METHODS.filter((method) => handlers.some(({ operation }) => operation.method === method));
  const allow = [...has, ...(has.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const response = problemResponse(new HeliographError('method_not_allowed', `there is ${allow} here`));
  response.headers.set('allow', allow);
  return response;
}
