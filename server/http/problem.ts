import type { Problem } from '#server/domain/views.ts';
import { type ErrorCode, HeliographError, messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';

/** The one table from error code to HTTP status. */
const STATUS_OF: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  // The array is known, but has nothing for that day: for the caller there is nothing at this address.
  no_data: 404,
  conflict: 409,
  // Files below the API are ours: a damaged one is not the caller's fault.
  damaged_file: 500,
  model: 500,
  internal: 500,
  // These pass: worth asking again.
  storage: 503,
  parameters: 503,
  kafka: 503,
  database: 503,
  registry: 503,
  notification: 503,
  busy: 503,
  cancelled: 503,
};

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  500: 'Internal error',
  503: 'Unavailable for now',
};

const HIDDEN_DETAIL = 'Something went wrong on the server; its log says what.';

/** Any thrown value as application/problem+json (RFC 9457). Unexpected ones are logged and tell the caller nothing. */
export function problemResponse(error: unknown): Response {
  const expected = error instanceof HeliographError;
  const code: ErrorCode = expected ? error.code : 'internal';
  const status = STATUS_OF[code];
  if (status >= 500) log.error({ err: error, code }, messageOf(error));
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail: expected ? error.message : HIDDEN_DETAIL,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
