import { type NextRequest, NextResponse } from 'next/server';
import { callbackPath, PATH_HEADER } from '#server/auth/callback-path.ts';
import { readSettings } from '#server/env.ts';
import { pagePolicy } from '#server/http/security-headers.ts';

export const NONCE_HEADER = 'x-nonce';

/**
 * Spares who has no session cookie the way to a page, tells pages which of them is asked for, and gives each its policy:
 * the nonce goes to what renders the page, where Next puts it on its own scripts and the layout on ours. It decides nothing:
 * whether a cookie is worth anything, and what its owner may do, each page and route finds out itself.
 */
export default function proxy(request: NextRequest): NextResponse {
  const path = `${request.nextUrl.pathname}${request.nextUrl.search}`;
  const hasCookie = request.cookies.getAll().some(({ name }) => name.endsWith('heliograph.session'));
  if (!hasCookie && !/^\/(sign-in|refused)$/.test(request.nextUrl.pathname)) {
    const url = request.nextUrl.clone();
    url.pathname = '/sign-in';
    const back = callbackPath(path);
    url.search = back === '/' ? '' : `?callbackUrl=${encodeURIComponent(back)}`;
    return NextResponse.redirect(url);
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, { development: readSettings().NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, path);
  headers.set(NONCE_HEADER, nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// Not for the API, and not for files, which have nothing to run.
export const config = {
  matcher: ['/((?!api/|_next/|.*\\.(?:svg|png|ico|txt)$).*)'],
};
