import { describe, expect, it } from 'vitest';
import { derivePlaces } from '#domain/derive-places.ts';

const arrays = (...groups: (string | null)[]) => groups.map((group, index) => ({ deviceId: `D${index}`, group }));

describe('places that nobody gave', () => {
  it('follow the order in rows of twelve, from the row below the last', () => {
    const places = derivePlaces(arrays(...Array(14).fill(null)), 14, 3);
    expect(places.get('D0')).toEqual({ row: 3, column: 1 });
    expect(places.get('D11')).toEqual({ row: 3, column: 12 });
    expect(places.get('D12')).toEqual({ row: 4, column: 1 });
  });

  it('keep groups together, each from a row of its own, also where their arrays do not stand together', () => {
    const places = derivePlaces(arrays('F1/INV1', 'F1/INV2', 'F1/INV1'), 3, 1);
    expect([...places]).toEqual([
      ['D0', { row: 1, column: 1 }],
      ['D2', { row: 1, column: 2 }],
      ['D1', { row: 2, column: 1 }],
    ]);
  });

  it('count a path that ends in the array itself without its end', () => {
    const places = derivePlaces(arrays('INV1/S1', 'INV1/S2', 'INV2/S1'), 3, 1);
    expect(places.get('D1')).toEqual({ row: 1, column: 2 });
    expect(places.get('D2')).toEqual({ row: 2, column: 1 });
  });

  it('are near-square for a large plant', () => {
    const places = derivePlaces(arrays(...Array(10_000).fill(null)), 10_000, 1);
    expect(places.get('D9999')).toEqual({ row: 71, column: 60 });
  });
});
