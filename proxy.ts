import { type NextRequest, NextResponse } from 'next/server';
import { readSettings } from '#server/env.ts';
import { pagePolicy } from '#server/http/security-headers.ts';

export const NONCE_HEADER = 'x-nonce';

/**
 * Gives a page's response its policy, and its nonce to what renders the page: Next puts it on its own scripts, the layout
 * on ours. The other headers are set at the front door, for all responses; nothing is decided here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, { development: readSettings().NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// Not for the API, and not for files, which have nothing to run.
export const config = { matcher: ['/((?!api/|_next/static/|_next/image|icon.svg|logo.svg|screenshots/).*)'] };
