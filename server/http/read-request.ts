import { HeliographError } from '#server/errors.ts';

export const BODY_LIMIT_BYTES = 16 * 1024;

/**
 * Refuses a change that another site's page asks for. A browser names the page's site in `Origin`; a script sends
 * none, which is fine: it carries no session that could be ridden on.
 */
export function assertSameOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const fetchSite = request.headers.get('sec-fetch-site');
  const crossSite = fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (crossSite || (origin !== null && hostOf(origin) !== request.headers.get('host'))) {
    throw new HeliographError('forbidden', 'the request comes from a page of another site');
  }
}

/** The JSON body, read no further than the limit. Throws for another type, too long, or not JSON. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const contentType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') {
    throw new HeliographError(
      'unsupported_type',
      `content-type must be application/json, not ${contentType ?? 'missing'}`,
    );
  }
  const text = await readLimited(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new HeliographError('invalid_input', 'the body is not valid JSON');
  }
}

/** The body as text, read no further than the limit. Throws `too_large`. */
export async function readLimited(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT_BYTES) {
      throw new HeliographError('too_large', `the body is over ${BODY_LIMIT_BYTES / 1024} KiB`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
