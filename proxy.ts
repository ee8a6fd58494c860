import { type NextRequest, NextResponse } from 'next/server';
import { callbackPath, PATH_HEADER } from '#server/auth/callback-path.ts';

/**
 * Spares who has no session cookie the way to a page, and tells pages which of them is asked for. It decides nothing:
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
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, path);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: ['/((?!api/|_next/|.*\\.(?:svg|png|ico|txt)$).*)'],
};
