import { expect, it } from 'vitest';
import { CELL_KINDS, countKinds, kindOf, parseShow, toggleShow } from '#components/charts/cell-kinds.ts';
import { cell } from './cells.ts';

it('a cell without verdict is never counted as normal, and one not in the run is told apart from it', () => {
  const cells = [
    cell(1, 1),
    cell(1, 2, { condition: null, reason: 'uncertain' }),
    cell(1, 3, { condition: null, reason: null }),
    cell(1, 4, { condition: 'arc_fault' }),
    cell(1, 5, { condition: null, reason: 'off' }),
  ];
  expect(cells.map(kindOf)).toEqual(['normal', 'no_verdict', 'missing', 'arc_fault', 'off']);
  expect(countKinds(cells)).toMatchObject({
    normal: 1,
    no_verdict: 1,
    missing: 1,
    arc_fault: 1,
    off: 1,
    open_circuit: 0,
  });
});

it('a filter survives the way through the URL, in one spelling', () => {
  const shown = parseShow('open_circuit,line_line');
  expect(shown).toEqual(new Set(['line_line', 'open_circuit']));
  expect(toggleShow(shown, 'arc_fault')).toBe('line_line,open_circuit,arc_fault');
  expect(toggleShow(parseShow('arc_fault'), 'arc_fault')).toBeNull();
});

it('choosing everything is the same as choosing nothing', () => {
  const allButOne = new Set(CELL_KINDS.slice(1));
  expect(toggleShow(allButOne, CELL_KINDS[0])).toBeNull();
});

it('unknown names in a URL are ignored', () => {
  expect(parseShow('nonsense')).toBeNull();
  expect(parseShow('nonsense,normal')).toEqual(new Set(['normal']));
  expect(parseShow(null)).toBeNull();
});
