import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

/** What a body may have: no door reads more, and server/http/guard-bodies.ts lets no more through. */
export const BODY_LIMIT_BYTES = 16 * 1024;

/**
 * Refuses a change that another site's page asks for. A browser names the page's site in `Origin`; a script sends
 * none, which is fine: it carries no session that could be ridden on.
 */
export function assertSameOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const fetchSite = request.headers.get('sec-fetch-site');
  const crossSite = fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (crossSite || (origin !== null && originOf(origin) !== ownOrigin(request))) {
    throw new HeliographError('forbidden', 'the request comes from a page of another site');
  }
}

/**
 * Refuses a change whose body is of a type that a form of any site could send without asking (text/plain, urlencoded,
 * multipart), whether the route reads the body or not.
 */
export function assertJsonOrNothing(request: Request): void {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new HeliographError('unsupported_type', 'content-encoding: send the body as it is, not compressed');
  }
  const contentType = contentTypeOf(request);
  if (contentType === 'application/json') return;
  if (contentType === undefined && !announcesBody(request)) return;
  throw new HeliographError(
    'unsupported_type',
    `content-type must be application/json, not ${contentType ?? 'missing'}`,
  );
}

/** By its headers (RFC 9112, 6.3): Next makes a stream of every request but those that read, also where there is nothing. */
function announcesBody({ headers }: Request): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

const NUL = '\u0000';

/** Refuses an address with a NUL in it: PostgreSQL keeps none in a text, and no name or id has one. */
export function assertPlainAddress(request: Request): void {
  if (!request.url.includes('%00') && !request.url.includes(NUL)) return;
  throw new HeliographError('invalid_input', 'the address holds a NUL character');
}

/** The JSON body, read no further than the limit. Throws for another type, too long, or not JSON. */
export async function readJsonBody(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<unknown> {
  const contentType = contentTypeOf(request);
  if (contentType !== 'application/json') {
    throw new HeliographError(
      'unsupported_type',
      `content-type must be application/json, not ${contentType ?? 'missing'}`,
    );
  }
  const text = await readLimited(request, limitBytes);
  if (text.includes('\\u0000')) throw new HeliographError('invalid_input', 'the body holds a NUL character');
  try {
    return JSON.parse(text);
  } catch {
    throw new HeliographError('invalid_input', 'the body is not valid JSON');
  }
}

/** The body as text, read no further than the limit. Throws `too_large`. */
export async function readLimited(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<string> {
  const tooLong = () => new HeliographError('too_large', `the body is over ${limitBytes / 1024} KiB`);
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLong();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLong();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Only the type itself, and of a strange one no more than fits into a message. */
function contentTypeOf(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase().slice(0, 60);
}

/**
 * The origin that this console has for who asks: the host that was asked for, with the scheme of the console's address if
 * that is its host, else with the one that the request came by. Of `null` and what is no address there is none.
 */
function ownOrigin(request: Request): string | undefined {
  const host = request.headers.get('host');
  if (host === null) return undefined;
  const { NEXTAUTH_URL } = readSettings();
  const configured = NEXTAUTH_URL === undefined ? undefined : new URL(NEXTAUTH_URL);
  if (configured && originOf(`${configured.protocol}//${host}`) === configured.origin) return configured.origin;
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  return originOf(`${forwarded || new URL(request.url).protocol.slice(0, -1)}://${host}`) ?? undefined;
}

function originOf(address: string): string | null {
  const url = URL.parse(address);
  return url === null || url.origin === 'null' ? null : url.origin;
}
