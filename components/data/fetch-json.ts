import type { z } from 'zod';
import { ApiError } from '#components/data/api-error.ts';
import { problemSchema } from '#domain/views.ts';

const TIMEOUT_MS = 30_000;

/**
 * Asks the API and checks the answer against its contract. Throws an ApiError for no answer, a problem document
 * (with its message), or an answer that does not keep the contract.
 */
export async function fetchJson<T>(schema: z.ZodType<T>, path: string, init: RequestInit = {}): Promise<T> {
  const response = await send(path, init);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'not JSON';
  throw new ApiError(
    response.status,
    'unreadable',
    `The answer of ${path} is not what the console expects (${where}).`,
  );
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  try {
    return await fetch(path, { ...init, signal });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const what = timeout.aborted ? `gave no answer within ${TIMEOUT_MS / 1000} s` : 'cannot be reached';
    throw new ApiError(0, 'unreachable', `The server ${what}. Check that Heliograph is running, then retry.`);
  }
}

function problemOf(response: Response, body: unknown): ApiError {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new ApiError(response.status, problem.data.code, problem.data.detail);
  return new ApiError(response.status, 'unreadable', `The server answered ${response.status} without saying why.`);
}
