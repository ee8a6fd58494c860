/** Header in which proxy.ts names the page that is asked for; of no weight but for where sign-in leads to. */
export const PATH_HEADER = 'x-heliograph-path';

const ANY_ORIGIN = 'http://console.invalid';

/**
 * Where somebody goes on after sign-in: a path of the console with its query, else `/`. Another site, a scheme, an
 * address that a browser would read as another host (`//host`, `/\host`) and the doors of sign-in itself are no such path.
 */
export function callbackPath(given: unknown): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])/.test(given) || hasControl(given)) return '/';
  if (!URL.canParse(given, ANY_ORIGIN)) return '/';
  const url = new URL(given, ANY_ORIGIN);
  const path = `${url.pathname}${url.search}`;
  const away = url.origin !== ANY_ORIGIN || path.startsWith('//') || given.includes('\\');
  return away || /^\/(api|sign-in|refused)(\/|$)/.test(url.pathname) ? '/' : path;
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x20) return true;
  }
  return false;
}
