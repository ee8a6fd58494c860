import type { Problem } from '#domain/views.ts';
import { type ErrorCode, HeliographError, TooManyRequests } from '#server/errors.ts';
import { budgetHeaders } from '#server/http/budget-headers.ts';
import { log } from '#server/log.ts';
import { isDatabaseUnreachable } from '#server/stores/database.ts';

/** The one table from error code to HTTP status. */
export const STATUS_OF: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  // The array is known, but has nothing for that day: for the caller there is nothing at this address.
  no_data: 404,
  conflict: 409,
  method_not_allowed: 405,
  not_acceptable: 406,
  too_large: 413,
  unsupported_type: 415,
  // The key is known, for another request than this one.
  key_reused: 422,
  rate_limited: 429,
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
  cancelled: 503,
  busy: 503,
};

export const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable for now',
};

const HIDDEN_DETAIL = 'Something went wrong on the server; its log says what.';

const UNREACHABLE = 'the database cannot be reached for now';
const PATIENCE_SECONDS = 5;

/** Any thrown value as application/problem+json (RFC 9457). Unexpected ones are logged and tell the caller nothing. */
export function problemResponse(error: unknown): Response {
  const { status, headers, body } = problemOf(error);
  return new Response(body, { status, headers });
}

/** The same in its parts, for who writes an answer by hand. */
export function problemOf(error: unknown): { status: number; headers: Record<string, string>; body: string } {
  const { code, message, retryAfterSeconds } = expectedOf(error);
  const status = STATUS_OF[code];
  if (status >= 500) log.error({ err: error, code }, 'request failed');
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail: message,
  };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  const wait = retryAfterSeconds ?? (status === 429 || status === 503 ? PATIENCE_SECONDS : null);
  if (wait !== null) headers['retry-after'] = String(wait);
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="heliograph"';
  if (error instanceof TooManyRequests) Object.assign(headers, budgetHeaders(error.budget));
  return { status, headers, body: JSON.stringify(problem) };
}

function expectedOf(error: unknown): Pick<HeliographError, 'code' | 'message' | 'retryAfterSeconds'> {
  if (error instanceof HeliographError) return error;
  if (isDatabaseUnreachable(error)) return { code: 'database', message: UNREACHABLE, retryAfterSeconds: null };
  return { code: 'internal', message: HIDDEN_DETAIL, retryAfterSeconds: null };
}
