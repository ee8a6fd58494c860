import { describe, expect, it } from 'vitest';
import { mergeByTime } from '#jobs/commands/produce/merge-by-time.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';

const START_MS = Date.parse('2026-06-01T00:00:00Z');

async function* rows(name: string, ...timestamps: (number | null)[]): AsyncGenerator<RawRow> {
  for (const timestamp of timestamps) {
    if (timestamp === null) yield { where: `${name} bad`, problem: 'no row' };
    else yield { where: `${name} ${timestamp}`, values: { timestamp: START_MS + timestamp } };
  }
}

async function merged(...readers: AsyncGenerator<RawRow>[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { where } of mergeByTime(readers, 0)) found.push(where);
  return found;
}

describe('rows of several files in the order of time', () => {
  it('come earliest first, those of the same time in turns', async () => {
    const found = await merged(rows('a', 1, 3, 9), rows('b', 2, 3, 4), rows('c'), rows('d', 0));
    expect(found.map((where) => Number(where.slice(2)))).toEqual([0, 1, 2, 3, 3, 4, 9]);
  });

  it('keep the order of their own file when it is not in order, and lose none', async () => {
    const found = await merged(rows('a', 5, 1, null, 7), rows('b', 6));
    expect(found).toEqual(['a 5', 'a 1', 'a bad', 'b 6', 'a 7']);
  });
});
