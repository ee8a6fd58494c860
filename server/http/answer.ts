import { problemResponse } from '#server/http/problem.ts';

/** Runs a handler; what it throws becomes a problem document. */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    return problemResponse(error);
  }
}

/** A JSON answer that nobody keeps: results change when a run is published. */
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
  return new Response(bytes, {
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.byteLength),
      'content-disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  });
}

/**
 * A file to save that is made while it is sent. Its first piece is asked for before the answer begins, so that a refusal
 * is answered as a problem and not as half a file.
 */
export async function streamedText(
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
  const disposition = `attachment; filename="${fileName}"`;
  return new Response(body, {
    headers: { 'content-type': contentType, 'content-disposition': disposition, 'cache-control': 'no-store' },
  });
}

/** The query of a request as plain strings, for a service to check; of a repeated name the last one counts. */
export function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}
