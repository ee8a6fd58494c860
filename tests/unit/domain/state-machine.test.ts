import { describe, expect, it } from 'vitest';
import { isOpen, type Machine, MOVES } from '#domain/state-machine.ts';

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
});

it('a shard alone goes back: what has ended begins no more', () => {
  const returns = machines.filter((machine) => Object.values(tableOf(machine)).flat().includes(FIRST[machine]));
  expect(returns).toEqual(['shard']);
});
