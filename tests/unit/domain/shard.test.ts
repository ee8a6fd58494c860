import { expect, it } from 'vitest';
import { MAX_ATTEMPTS, retryDelayMs } from '#domain/shard.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

it('waits 2 s before the second of six attempts, then twice as long each time, give or take a quarter', () => {
  const random = createSeededRandom(1);
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
    const middle = 2000 * 2 ** (attempt - 1);
    const waits = Array.from({ length: 500 }, () => retryDelayMs(attempt, 2000, random()));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.75 * middle);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1.25 * middle);
    expect(new Set(waits).size).toBeGreaterThan(100);
  }
});
