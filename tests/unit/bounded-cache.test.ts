import { expect, it } from 'vitest';
import { BoundedCache } from '#server/services/bounded-cache.ts';

it('asks once for those who ask at once, and again after a failure', async () => {
  const cache = new BoundedCache<number>(2);
  let asked = 0;
  const make = async () => {
    if (++asked === 1) throw new Error('not yet');
    return asked;
  };
  const first = [cache.get('a', make), cache.get('a', make)];
  for (const answer of first) await expect(answer).rejects.toThrow('not yet');
  expect(await Promise.all([cache.get('a', make), cache.get('a', make)])).toEqual([2, 2]);
});

it('forgets the answer that was not asked for longest', async () => {
  const cache = new BoundedCache<string>(2);
  const made: string[] = [];
  const get = (key: string) =>
    cache.get(key, async () => {
      made.push(key);
      return key;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
