import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { HeliographError } from '#server/errors.ts';

/** Name of the object's metadata that holds the SHA-256 of all its bytes; S3's own of a multipart object does not. */
export const SHA256_METADATA = 'sha256';

/** Bytes that did not arrive as they were sent; worth another attempt. */
export class DamagedInTransit extends Error {
  override readonly name = 'DamagedInTransit';
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

interface Answer {
  Body?: unknown;
  ContentLength?: number | undefined;
  Metadata?: Record<string, string> | undefined;
}

/** The body of an answer, whole: its length and, where the object carries it, its SHA-256 are as they should be. */
export async function wholeBody(answer: Answer, of: { whole: boolean }): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyStream(answer)) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  checkLength(bytes.length, answer);
  const expected = answer.Metadata?.[SHA256_METADATA];
  if (of.whole && expected !== undefined && sha256Of(bytes).toString('hex') !== expected)
    throw new DamagedInTransit(`its SHA-256 is not ${expected}`);
  return bytes;
}

/** The body of an answer piece by piece; it ends in `damaged_file` when the sum of the pieces is not the object. */
export function checkedStream(answer: Answer, key: string): Readable {
  const expected = answer.Metadata?.[SHA256_METADATA];
  const hash = createHash('sha256');
  let length = 0;
  const check = new Transform({
    transform(chunk: Uint8Array, _, done) {
      length += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const whole = length === (answer.ContentLength ?? length);
      const right = expected === undefined || hash.digest('hex') === expected;
      done(whole && right ? null : new HeliographError('damaged_file', `${key} arrived damaged: read it again`));
    },
  });
  const body = bodyStream(answer);
  body.once('error', (error) => check.destroy(new HeliographError('storage', `${key} broke off: ${error.message}`)));
  return body.pipe(check);
}

function checkLength(length: number, { ContentLength }: Answer): void {
  if (ContentLength !== undefined && ContentLength !== length)
    throw new DamagedInTransit(`${length} of ${ContentLength} bytes arrived`);
}

function bodyStream({ Body }: Answer): Readable {
  if (Body instanceof Readable) return Body;
  throw new HeliographError('internal', 'the answer of S3 has no body');
}
