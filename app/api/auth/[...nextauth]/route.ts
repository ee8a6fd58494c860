import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#server/auth/auth-options.ts';
import { clientAddress } from '#server/auth/client-address.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { answer } from '#server/http/answer.ts';

// Of the library's doors those that sign-in takes. Who is signed in, and sign-out, are /api/v1/session.
const DOORS = new Set(['GET csrf', 'POST signin', 'GET callback', 'GET error', 'GET signin']);

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return answer(async () => {
    const [door] = (await context.params).nextauth;
    if (!DOORS.has(`${request.method} ${door}`)) throw new HeliographError('not_found', 'there is nothing here');
    return NextAuth(request, context, authOptions(clientAddress(request.headers, readSettings().TRUSTED_PROXIES)));
  });
}

export { handle as GET, handle as POST };
