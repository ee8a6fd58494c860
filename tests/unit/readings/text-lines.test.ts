import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { lineOf } from '#server/gateways/readings/rows/text-lines.ts';

const piecesOf = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

it.each([
  ['the first, after blank ones', 1, ['\r\n', ' \n', 'a,b\n1,2\n'], 'a,b'],
  ['a later one', 3, ['x\ny\n', 'a,b\n1,2\n'], 'a,b'],
  ['one whose end is cut between two pieces', 2, ['x\r', '\na,b\r', '\n1,2\r\n'], 'a,b'],
  ['one of a file of returns alone', 2, ['x\ra,b\r1,', '2\r'], 'a,b'],
  ['the last, which has no end', 2, ['x\n', 'a,', 'b'], 'a,b'],
])('a line is found, and all that came is still to be read: %s', async (_, number, pieces, line) => {
  const found = await lineOf(piecesOf(...pieces), number);
  expect(found.line).toBe(line);
  const read: Buffer[] = [];
  for await (const chunk of found.chunks) read.push(chunk);
  expect(Buffer.concat(read).toString()).toBe(pieces.join(''));
});

it('a stream that nobody reads to its end is let go', async () => {
  const input = piecesOf('a,b\n', '1,2\n', '3,4\n');
  const { chunks } = await lineOf(input, 1);
  await chunks.next();
  await chunks.return(undefined);
  expect(input.destroyed).toBe(true);
});
