import { HeliographError } from '#server/errors.ts';
import { problemResponse } from '#server/http/problem.ts';

/** Runs a handler; what it throws becomes a problem document. */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    return problemResponse(error);
  }
}

/** A JSON answer. Nobody keeps it, unless the route gives it a tag to ask for it by. */
export function json(body: unknown, init: { status?: number; location?: string } = {}): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(init.location === undefined ? {} : { location: init.location }),
    },
  });
}

/** A file to save under a name. */
export function download(fileName: string, contentType: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, { headers: attachmentHeaders(fileName, contentType, bytes.byteLength) });
}

export function attachmentHeaders(fileName: string, contentType: string, bytes: number): Record<string, string> {
  return {
    'content-type': contentType,
    'content-length': String(bytes),
    'content-disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`,
    'cache-control': 'no-store',
  };
}

/** Raw numbers, in the layout that the operation's description tells. */
export function binary(bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Response {
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

/** The query of a request as plain strings, for a schema to check. Throws `invalid_input` for a name given twice. */
export function queryOf(request: Request): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    if (query.has(name)) throw new HeliographError('invalid_input', `${name}: given more than once`);
    query.set(name, value);
  }
  return Object.fromEntries(query);
}
