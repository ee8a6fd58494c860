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

/** The query of a request as plain strings, for a service to check; of a repeated name the last one counts. */
export function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}
