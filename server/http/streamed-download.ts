import { Readable } from 'node:stream';

/** A file to save under a name, sent as it is made: no more of it is in memory than the reader takes. */
export function streamedDownload(fileName: string, contentType: string, chunks: AsyncIterable<string>): Response {
  const bytes = Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(bytes, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  });
}
