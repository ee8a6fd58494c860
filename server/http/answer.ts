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
    'content-disposition': attachment(fileName),
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

/**
 * A file of unknown length, sent while it is made: a slow reader slows the making. Its first piece is asked for before the
 * answer begins, so that a refusal is a problem and not half a file; a later error breaks the answer off.
 */
export async function streamedDownload(
  fileName: string,
  contentType: string,
  pieces: AsyncGenerator<string>,
): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await pieces.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await pieces.next();
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': attachment(fileName),
      'cache-control': 'no-store',
    },
  });
}

/** A name that cannot leave the header, hide the file or choose its folder. */
function attachment(fileName: string): string {
  const safe = fileName.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_');
  return `attachment; filename="${safe || 'download'}"`;
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
