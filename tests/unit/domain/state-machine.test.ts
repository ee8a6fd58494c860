import { describe, expect, it } from 'vitest';
import { isOpen, type Machine, MOVES, statesBefore } from '#domain/state-machine.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

const FIRST = { run: 'queued', stage: 'pending', shard: 'pending' } as const;
const ENDS: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'skipped']);
const machines = Object.keys(MOVES) as Machine[];
const tableOf = (machine: Machine): Record<string, readonly string[]> => MOVES[machine];

describe.each(machines)('the state machine of a %s', (machine) => {
  const table = tableOf(machine);
  const states = Object.keys(table);

  it('reaches every state from the first one, and an end from every state', () => {
    const reach = (from: string): Set<string> => {
      const seen = new Set([from]);
      for (const state of seen) for (const next of table[state] ?? []) seen.add(next);
      return seen;
    };
    expect([...reach(FIRST[machine])].sort()).toEqual([...states].sort());
    for (const state of states) {
      expect(
        [...reach(state)].some((end) => (table[end] ?? []).length === 0),
        state,
      ).toBe(true);
    }
  });

  it('is open until it ends', () => {
    expect(states.filter((state) => !isOpen(machine, state as never))).toEqual(
      states.filter((state) => ENDS.has(state)),
    );
  });

  it('in 2,000 random walks ends once at most, runs only from its first state, and has an outcome only by running', () => {
    const random = createSeededRandom(6);
    for (let walk = 0; walk < 2000; walk++) {
      const way: string[] = [FIRST[machine]];
      for (let step = 0; step < 12; step++) {
        const target = states[Math.floor(random() * states.length)] ?? '';
        // What a store puts into the condition of its update.
        const before: readonly string[] = statesBefore(machine, target as never);
        if (before.includes(way.at(-1) ?? '')) way.push(target);
      }
      const told = way.join(' > ');
      expect(
        way.slice(0, -1).filter((state) => ENDS.has(state)),
        told,
      ).toEqual([]);
      way.forEach((state, at) => {
        if (state === 'running') expect(way[at - 1], told).toBe(FIRST[machine]);
        if (state === 'succeeded' || state === 'failed') expect(way[at - 1], told).toBe('running');
      });
    }
  });
});

it('a shard alone goes back: what has ended begins no more', () => {
  const returns = machines.filter((machine) => Object.values(tableOf(machine)).flat().includes(FIRST[machine]));
  expect(returns).toEqual(['shard']);
});
