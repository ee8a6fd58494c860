import { expect, it } from 'vitest';
import { paceNote } from '#jobs/pipeline/stage-bars.ts';

it('tells what is done, the rate of what was done lately and the time left at that rate', () => {
  expect(paceNote(120, 400, 70, 2)).toBe('120/400, 35/s, 8 s left');
  expect(paceNote(3, 48, 3, 2)).toBe('3/48, 1.5/s, 30 s left');
  expect(paceNote(400, 400, 350, 10)).toBe('400/400, 35/s');
});

it('knows no rate of what was done before anybody looked', () => {
  expect(paceNote(97, 1000, 0, 1e-7)).toBe('97/1000');
});
