import type { ExportedFile } from '#domain/exports.ts';
import { attachmentHeaders } from './answer.ts';

const PIECE_BYTES = 256 * 1024;
/** A reader that takes nothing for so long has gone, or holds space that others wait for. */
const IDLE_MS = 120_000;

interface Source {
  file: ExportedFile;
  contentType: string;
  read: (position: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
  close: () => Promise<void>;
}

/** A prepared file piece by piece, as fast as its reader takes it. It is closed at its end, or when the reader goes. */
export function fileDownload({ file, contentType, read, close }: Source): Response {
  let position = 0;
  let idle: NodeJS.Timeout | undefined;
  const end = async () => {
    clearTimeout(idle);
    await close();
  };
  const waitForReader = (controller: ReadableStreamDefaultController) => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      controller.error(new Error('the reader of a download took nothing for two minutes'));
      void close();
    }, IDLE_MS);
    idle.unref();
  };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: waitForReader,
    pull: async (controller) => {
      waitForReader(controller);
      const piece = await read(position, PIECE_BYTES).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      position += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      if (position < file.bytes && piece.length > 0) return;
      await end();
      controller.close();
    },
    cancel: end,
  });
  return new Response(body, {
    headers: {
      ...attachmentHeaders(file.fileName, contentType, file.bytes),
      'repr-digest': reprDigest(file.sha256),
      'x-heliograph-rows': String(file.rows),
    },
  });
}

/** `Repr-Digest` of RFC 9530: the SHA-256 of the file in base64. */
export function reprDigest(sha256Hex: string): string {
  return `sha-256=:${Buffer.from(sha256Hex, 'hex').toString('base64')}:`;
}
