import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ArrayOperation } from '#models/operation/array-operation.ts';
import {
  addToSketch,
  emptySketch,
  facingOf,
  mergeSketch,
  type PeerSketch,
  peersOf,
  removeFromSketch,
} from '#models/operation/peer-sketch.ts';
import { deviationsAt, NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { at, clearDay, clearLight, operationOf, ratiosOf } from './array-days.ts';

type Operation = Pick<ArrayOperation, 'ratios' | 'states'>;

const NOON = at(12);
/** A count stands for a step of a quarter of a per cent. */
const STEP = 0.0025;

function sketchOf(operations: readonly Operation[]): PeerSketch {
  const sketch = emptySketch();
  for (const operation of operations) addToSketch(sketch, facingOf(operation), operation);
  return sketch;
}

const levels = (...values: number[]) => values.map((value) => ratiosOf(() => value));
const noonOf = (operations: readonly Operation[], index: number) => {
  const operation = operations[index];
  if (!operation) throw new Error(`there is no array ${index}`);
  return peersOf(sketchOf(operations)).referenceOf(facingOf(operation), operation)?.photocurrent(NOON) ?? null;
};

/** Every count of a sketch, told apart by its digest. */
const digestOf = (sketch: PeerSketch) =>
  [...sketch]
    .sort(([a], [b]) => a - b)
    .map(([name, { arrays, photocurrent, voltage }]) => {
      const hash = createHash('sha256');
      for (const { buffer, byteOffset, byteLength } of [photocurrent, voltage]) {
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
      }
      return `${name} ${arrays} ${hash.digest('hex')}`;
    });

describe('counts of arrays', () => {
  const random = createRandom('sketch');
  const east = (slot: number) => (slot < NOON ? 1.2 : 0.8);
  const arrays = Array.from({ length: 8 }, (_, index) => {
    const own = random.uniform(0.9, 1.1);
    return ratiosOf(
      (slot) => own * (index < 3 ? east(slot) : 1),
      () => own,
    );
  });

  it('are the same in whatever order arrays come, and however they are split over shards', () => {
    const together = digestOf(sketchOf(arrays));
    expect(together.length).toBeGreaterThan(1);
    for (const order of [[...arrays].reverse(), [...arrays.slice(5), ...arrays.slice(0, 5)]]) {
      expect(digestOf(sketchOf(order))).toEqual(together);
      for (const first of [1, 4]) {
        const shards = [sketchOf(order.slice(0, first)), sketchOf(order.slice(first))];
        for (const parts of [shards, shards.toReversed()]) {
          const sum = emptySketch();
          for (const part of parts) mergeSketch(sum, part);
          expect(digestOf(sum)).toEqual(together);
        }
      }
    }
  });

  it('are as if an array had never been counted when it is taken out again', () => {
    const sketch = sketchOf(arrays.slice(0, 7));
    const before = digestOf(sketchOf(arrays.slice(0, 7)));
    const [, , , , , , , last] = arrays;
    if (!last) throw new Error('there is no last array');
    addToSketch(sketch, facingOf(last), last);
    removeFromSketch(sketch, facingOf(last), last);
    expect(digestOf(sketch)).toEqual(before);
  });

  it('are not changed by asking for a reference', () => {
    const sketch = sketchOf(levels(0.96, 0.97, 1.03, 1.04, 1.2));
    const [operation] = levels(1.2);
    if (!operation) throw new Error('there is no array');
    const peers = peersOf(sketch);
    const first = peers.referenceOf(0, operation)?.photocurrent(NOON);
    expect(peers.referenceOf(0, operation)?.photocurrent(NOON)).toBe(first);
    expect(digestOf(sketch)).toEqual(digestOf(sketchOf(levels(0.96, 0.97, 1.03, 1.04, 1.2))));
  });
});

describe('an array', () => {
  it('is compared with the median of the others only', () => {
    const arrays = levels(0.96, 0.97, 1.03, 1.04, 1.2);
    // Of the four others two lie up to 0.97; with its own the median would be 1.03.
    expect(noonOf(arrays, 4)).toBeGreaterThan(0.97 - STEP);
    expect(noonOf(arrays, 4)).toBeLessThan(0.97 + 2 * STEP);
    expect(noonOf(arrays, 0)).toBeGreaterThan(1.03 - STEP);
  });

  it('has no reference among fewer than four others', () => {
    expect(noonOf(levels(1, 1, 1, 1), 0)).toBeNull();
    expect(noonOf(levels(1, 1, 1, 1, 1), 0)).toBeCloseTo(1, 1);
  });

  it('has no reference among arrays that are not alike', () => {
    expect(noonOf(levels(0.5, 0.7, 0.9, 1.1, 1.3), 2)).toBeNull();
  });

  it('keeps its reference when a few of the others have faults', () => {
    const arrays = levels(1, 1.01, 0.99, 1, 1.02, 0.98, 1, 0.66, 0.4);
    expect(noonOf(arrays, 0)).toBeGreaterThan(0.98);
    expect(noonOf(arrays, 7)).toBeGreaterThan(0.98);
  });

  it('has none where most of its day the others have nothing to compare with', () => {
    const [own, ...others] = levels(1, 1, 1, 1, 1, 1);
    if (!own) throw new Error('there is no array');
    const short = others.map((operation) => ({
      ...operation,
      states: operation.states.map((state, slot) => (slot > at(9) ? 0 : state)),
    }));
    expect(peersOf(sketchOf([own, ...short])).referenceOf(0, own)).toBeNull();
  });

  it('is compared with hundreds as with few: its own reading moves nothing', () => {
    const many = Array.from({ length: 60 }, (_, index) => ratiosOf(() => 0.97 + 0.001 * index));
    const reference = peersOf(sketchOf(many)).referenceOf(0, many[0] ?? ratiosOf(() => 1));
    expect(reference?.peers).toBe(59);
    expect(reference?.photocurrent(NOON)).toBeCloseTo(1, 2);
  });
});

describe('arrays that face east and west', () => {
  const facing = (morning: number, afternoon: number) => ratiosOf((slot) => (slot < NOON ? morning : afternoon));

  it('are told by their own day alone', () => {
    expect(facingOf(facing(1.25, 0.75))).toBe(2);
    expect(facingOf(facing(0.75, 1.25))).toBe(-2);
    expect(facingOf(facing(1, 1))).toBe(0);
    // A fault that takes the same part all day does not turn an array.
    expect(facingOf(facing(0.5, 0.5))).toBe(0);
  });

  it('are compared with those that face as they do', () => {
    const east = Array.from({ length: 6 }, () => facing(1.25, 0.75));
    const west = Array.from({ length: 6 }, () => facing(0.75, 1.25));
    const peers = peersOf(sketchOf([...east, ...west]));
    const [one] = east;
    const [other] = west;
    if (!one || !other) throw new Error('both sides have arrays');
    expect(peers.referenceOf(2, one)?.photocurrent(at(9))).toBeCloseTo(1.25, 2);
    expect(peers.referenceOf(-2, other)?.photocurrent(at(9))).toBeCloseTo(0.75, 2);
    expect(peers.referenceOf(2, one)?.peers).toBe(5);
  });

  it('have no reference where too few face as they do', () => {
    const east = Array.from({ length: 3 }, () => facing(1.25, 0.75));
    const west = Array.from({ length: 6 }, () => facing(0.75, 1.25));
    const [one] = east;
    expect(one && peersOf(sketchOf([...east, ...west])).referenceOf(2, one)).toBeNull();
  });
});

describe('under snow that lies on all', () => {
  const snowed = Array.from({ length: 6 }, (_, index) => clearDay({ through: 0.3 + 0.002 * index }));
  const open = clearDay({ through: 0.3 });
  const faulty = { ...open, current: open.current.map((value) => (value * 2) / 3) };
  const operations = [...snowed, faulty].map((series) => operationOf(series));
  const peers = peersOf(sketchOf(operations));
  const at10 = (index: number, isAlone: boolean) => {
    const operation = operations[index];
    if (!operation) throw new Error(`there is no array ${index}`);
    const reference = isAlone ? NAMEPLATE_REFERENCE : peers.referenceOf(facingOf(operation), operation);
    if (!reference) throw new Error('it has no neighbours');
    return deviationsAt(operation.ratios, reference, at(10));
  };

  it('a healthy array is 0 against its neighbours, while its nameplate misses two thirds', () => {
    expect(clearLight(at(10))).toBeGreaterThan(500);
    for (let index = 0; index < 6; index++) {
      expect(at10(index, true).photocurrent).toBeLessThan(-0.6);
      expect(Math.abs(at10(index, false).photocurrent)).toBeLessThan(0.03);
      expect(Math.abs(at10(index, false).voltage)).toBeLessThan(0.01);
    }
  });

  it('an array with an open string still lacks a third', () => {
    expect(at10(6, false).photocurrent).toBeCloseTo(-1 / 3, 1);
  });
});
