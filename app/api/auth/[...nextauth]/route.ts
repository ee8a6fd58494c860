import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#server/auth/auth-options.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { answer } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem.ts';
import { addressKey } from '#server/http/request-identity.ts';
import { requestFacts } from '#server/request-facts.ts';
import { takeBudget } from '#server/services/limits/budgets.ts';

// Of the library's doors those that sign-in takes. Who is signed in, and sign-out, are /api/v1/session.
const DOORS = new Set(['GET csrf', 'POST signin', 'GET callback', 'GET error', 'GET signin']);

type Context = { params: Promise<{ nextauth: string[] }> };

/** What passes is said as such; a browser goes back to the sign-in page by itself then. */
function passingProblem(error: unknown): Response | null {
  const problem = problemResponse(error);
  const wait = problem.headers.get('retry-after');
  if (problem.status !== 503 || wait === null) return null;
  problem.headers.set('refresh', `${wait};url=/sign-in`);
  return problem;
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return answer(async () => {
    const [door] = (await context.params).nextauth;
    if (!DOORS.has(`${request.method} ${door}`)) throw new HeliographError('not_found', 'there is nothing here');
    const address = requestFacts()?.address ?? null;
    if (request.method === 'POST') await takeBudget(readSettings(), 'sign-ins', addressKey(address ?? 'unknown'));
    const failures: unknown[] = [];
    const response: Response = await NextAuth(
      request,
      context,
      authOptions(address, (error) => failures.push(error)),
    );
    return failures.map(passingProblem).find((problem) => problem !== null) ?? response;
  });
}

export { handle as GET, handle as POST };
