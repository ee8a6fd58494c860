import { expect, it } from 'vitest';
import { retry } from '#server/retry.ts';

/** Work that fails so many times, and how often it was asked. */
function failing(times: number) {
  const given = { asked: 0 };
  const work = async (attempt: number) => {
    given.asked = attempt;
    if (attempt <= times) throw new TypeError(`failure ${attempt}`);
    return 'done';
  };
  return { given, work };
}

it('repeats what failed until it does not, and tells of each failure', async () => {
  const { work } = failing(2);
  const told: string[] = [];
  const onFailure = async ({ attempt, last }: { attempt: number; last: boolean }) => {
    told.push(`${attempt} ${last ? 'last' : 'again'}`);
  };
  await expect(retry(work, { firstPauseMs: 1, onFailure })).resolves.toBe('done');
  expect(told).toEqual(['1 again', '2 again']);
});

it.each([
  ['the attempts are used up', { attempts: 3 }, 3],
  ['a failure does not pass', { passes: (error: unknown) => !String(error).includes('failure 2') }, 2],
  ['the next pause would end behind the budget', { budgetMs: 0 }, 1],
])('throws the last failure when %s', async (_, options, attempts) => {
  const { given, work } = failing(Infinity);
  await expect(retry(work, { firstPauseMs: 1, ...options })).rejects.toThrow(`failure ${attempts}`);
  expect(given.asked).toBe(attempts);
});
