import { expect, it } from 'vitest';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
])('a write that failed with %s says what an operator has to do with', (code, message) => {
  expect(whyNotWritten(Object.assign(new Error('write failed'), { code }))).toBe(message);
});
