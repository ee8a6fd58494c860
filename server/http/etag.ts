import { createHash } from 'node:crypto';

/** A strong tag for what a few words tell apart, such as a run's id and a format. */
export function etagOf(...words: readonly string[]): string {
  return `"${createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 27)}"`;
}

/** True when the caller says that it has what the tag stands for (RFC 9110, 13.1.2). */
export function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match');
  if (known === null) return false;
  const tags = known.split(',').map((word) => word.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}

/** Answers 304 without making the answer when the caller has it; else the answer under its tag. */
export async function unlessKnown(request: Request, tag: string, make: () => Promise<Response>): Promise<Response> {
  if (isKnown(request, tag)) return notModified(tag);
  const response = await make();
  response.headers.set('etag', tag);
  return response;
}

/** Tags a JSON answer by its content when it has no tag yet. A browser may keep it, but asks whether it is still so. */
export async function withEtag(request: Request, response: Response): Promise<Response> {
  if (response.status !== 200) return response;
  response.headers.set('cache-control', 'private, no-cache');
  if (response.headers.has('etag') || response.headers.get('content-type') !== 'application/json') return response;
  const body = await response.text();
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  if (isKnown(request, tag)) return notModified(tag);
  response.headers.set('etag', tag);
  return new Response(body, { status: 200, headers: response.headers });
}

function notModified(tag: string): Response {
  return new Response(null, { status: 304, headers: { etag: tag, 'cache-control': 'private, no-cache' } });
}
