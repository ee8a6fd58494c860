import { describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { allotConditions, parseConditionShares } from '#jobs/lab/simulate/condition-shares.ts';

const countOf = (list: readonly string[], condition: string) => list.filter((one) => one === condition).length;

describe('parseConditionShares', () => {
  it('knows a balanced and a natural plant, one condition, and shares', () => {
    expect(Object.values(parseConditionShares('balanced'))).toEqual(CONDITIONS.map(() => 1 / 6));
    expect(parseConditionShares('natural')).toMatchObject({ normal: 0.99, arc_fault: 0.002 });
    expect(parseConditionShares('arc_fault')).toEqual({ arc_fault: 1 });
    expect(parseConditionShares('normal:0.9, line_line:0.1')).toEqual({ normal: 0.9, line_line: 0.1 });
  });

  it.each([
    ['hail', 'not "hail"'],
    ['normal:0.5,hail:0.5', 'not "hail"'],
    ['normal:much', '"normal:much" needs a share from 0 to 1'],
    ['normal:,arc_fault:1', '"normal:" needs a share'],
    ['normal:-1,arc_fault:2', '"normal:-1" needs a share'],
    ['normal:0.5,arc_fault:0.4', 'shares must sum to 1, not 0.9'],
    ['normal:0.5,normal:0.5', 'names normal twice'],
    ['constructor', 'not "constructor"'],
  ])('refuses "%s" and says why', (text, message) => {
    expect(() => parseConditionShares(text)).toThrow(message);
  });
});

describe('allotConditions', () => {
  it('keeps the shares to the last array-day', () => {
    const balanced = allotConditions(parseConditionShares('balanced'), 600, 'a');
    for (const condition of CONDITIONS) expect(countOf(balanced, condition)).toBe(100);
    const natural = allotConditions(parseConditionShares('natural'), 5000, 'a');
    expect(countOf(natural, 'normal')).toBe(4950);
    for (const condition of CONDITIONS.slice(1)) expect(countOf(natural, condition)).toBe(10);
    const odd = allotConditions(parseConditionShares('normal:0.5,arc_fault:0.5'), 7, 'a');
    expect(odd).toHaveLength(7);
    expect(Math.abs(countOf(odd, 'normal') - 3.5)).toBe(0.5);
  });

  it('puts them in an order that the seed determines, and another seed another one', () => {
    const shares = parseConditionShares('balanced');
    expect(allotConditions(shares, 60, 'a')).toEqual(allotConditions(shares, 60, 'a'));
    expect(allotConditions(shares, 60, 'a')).not.toEqual(allotConditions(shares, 60, 'b'));
  });
});
