import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** More than any line of a reading has; what is longer is never held. */
export const LONGEST_LINE_BYTES = 1 << 16;

const NEWLINE = 10;
const RETURN = 13;

export interface TextLine {
  number: number;
  /** Null for a line that is too long to be one. */
  text: string | null;
}

/** The lines of a stream of UTF-8; one that is too long is told as soon as it is, and stepped over. */
export async function* textLines(input: Readable): AsyncGenerator<TextLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let bytes = 0;
  let tooLong = false;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (tooLong) tooLong = false;
      else if (bytes + end - start > LONGEST_LINE_BYTES) yield { number, text: null };
      else yield { number, text: joined(parts, chunk.subarray(start, end)) };
      number++;
      parts = [];
      bytes = 0;
      start = end + 1;
    }
    if (tooLong || start === chunk.length) continue;
    parts.push(chunk.subarray(start));
    bytes += chunk.length - start;
    if (bytes <= LONGEST_LINE_BYTES) continue;
    yield { number, text: null };
    tooLong = true;
    parts = [];
  }
  if (!tooLong && bytes > 0) yield { number, text: joined(parts, Buffer.alloc(0)) };
}

function joined(parts: readonly Buffer[], last: Buffer): string {
  const text = parts.length === 0 ? last.toString('utf8') : Buffer.concat([...parts, last]).toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/**
 * The chunks of a stream as they come, and the text of a line of it beforehand, counted from 1; of the first line, blank ones
 * before it are passed over.
 */
export async function lineOf(
  input: Readable,
  number: number,
): Promise<{ line: string; chunks: AsyncGenerator<Buffer> }> {
  const iterator = (input as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const decoder = new StringDecoder('utf8');
  const held: Buffer[] = [];
  const ends = lineEnds(number === 1);
  let text = '';
  while (text.length <= LONGEST_LINE_BYTES * number && ends.count < number) {
    const { value, done } = await iterator.next();
    if (done) break;
    held.push(value);
    const piece = decoder.write(value);
    text += piece;
    ends.add(piece);
  }
  async function* chunks() {
    try {
      yield* held;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      // Who reads no further lets the stream go: a packed one would go on unpacking.
      await iterator.return?.();
    }
  }
  const lines = (number === 1 ? text.trimStart() : text).split(/\r\n|[\r\n]/, number);
  return { line: lines[number - 1] ?? '', chunks: chunks() };
}

/** Counts the ends of lines in pieces of a text, looking at each piece once; with `skipBlank` from its first letter on. */
function lineEnds(skipBlank: boolean) {
  let isBlank = skipBlank;
  let afterReturn = false;
  const ends = {
    count: 0,
    add: (piece: string) => {
      const from = isBlank ? piece.search(/\S/) : 0;
      if (from < 0) return;
      const text = piece.slice(from);
      // A new line that follows a return in the piece before ends the same line.
      const again = !isBlank && afterReturn && text.startsWith('\n') ? 1 : 0;
      isBlank = false;
      ends.count += (text.match(/\r\n|[\r\n]/g)?.length ?? 0) - again;
      afterReturn = text.endsWith('\r');
    },
  };
  return ends;
}

/** The same chunks; throws at a line without an end. */
export async function* boundedLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let number = 1;
  let bytes = 0;
  for await (const chunk of chunks) {
    let start = 0;
    // Some loggers still end a line with a return alone.
    const newline = chunk.includes(NEWLINE) ? NEWLINE : RETURN;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      if (bytes + end - start > LONGEST_LINE_BYTES) throw new Error(tooLongLine(number));
      number++;
      bytes = 0;
      start = end + 1;
    }
    bytes += chunk.length - start;
    if (bytes > LONGEST_LINE_BYTES) throw new Error(tooLongLine(number));
    yield chunk;
  }
}

export const tooLongLine = (number: number) => `line ${number} is longer than ${LONGEST_LINE_BYTES} bytes`;
