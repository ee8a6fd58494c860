import { describe, expect, it } from 'vitest';
import { changesOf, groupFindings, stateOf } from '#components/commissioning/finding-words.ts';
import { FINDING_KINDS, findingKey } from '#domain/commissioning.ts';
import { describeCheck } from '#jobs/commands/plant/describe-check.ts';
import { textsIn } from './texts-in.ts';

const t = textsIn('en');

const from = { modulesInSeries: 5, strings: 3, vMp: 186, iMp: 26.64 };
const nameplates = {
  change: 'nameplate' as const,
  arrays: [
    { deviceId: 'A', from, to: { ...from, vMp: 160 } },
    { deviceId: 'B', from, to: { ...from, iMp: 24 } },
  ],
};
const finding = {
  id: '019abc00-0000-7000-8000-000000000000',
  kind: 'nameplate_voltage' as const,
  state: 'open' as const,
  deviceIds: ['A', 'B'],
  text: 'V_mp is off',
  sureness: 'likely' as const,
  figures: [],
  plot: null,
  proposal: nameplates,
  advice: 'Look at it.',
  firstSeenAt: '2026-06-21T00:00:00Z',
  lastSeenAt: '2026-06-21T00:00:00Z',
  decidedAt: null,
  decidedBy: null,
};

describe('findings on the page', () => {
  it('are grouped by kind, in the order in which they are worth mending', () => {
    const all = FINDING_KINDS.toReversed().flatMap((kind) => [{ kind }, { kind }]);
    expect(groupFindings(all).map(({ kind, findings }) => [kind, findings.length])).toEqual(
      FINDING_KINDS.map((kind) => [kind, 2]),
    );
    expect(groupFindings([])).toEqual([]);
  });

  it('say what would change: only figures that do, with their units', () => {
    expect(changesOf(nameplates, t)).toEqual([
      { deviceId: 'A', what: 'Voltage at maximum power', from: '186 V', to: '160 V' },
      { deviceId: 'B', what: 'Current at maximum power', from: '26.64 A', to: '24 A' },
    ]);
    expect(
      changesOf({ change: 'exchange', deviceIds: ['A', 'B'] }, t).map(({ deviceId, to }) => [deviceId, to]),
    ).toEqual([
      ['A', 'those of B'],
      ['B', 'those of A'],
    ]);
    expect(changesOf(null, t)).toEqual([]);
    expect(changesOf(nameplates, textsIn('de'))[1]?.from).toBe('26,64 A');
  });

  it('are the open ones unless the URL says otherwise', () => {
    expect([null, 'ignored', 'nonsense'].map(stateOf)).toEqual(['open', 'ignored', 'open']);
  });
});

describe('findings in the terminal', () => {
  it('are a summary and a paragraph each, with what is proposed', () => {
    const result = { days: ['2026-06-21'], arrays: 2, open: 1, ignored: 1, gone: 0 };
    expect(describeCheck(result, [finding])).toBe(
      '2 arrays on 2026-06-21: 1 open, 1 ignored\n\n' +
        'nameplate_voltage (likely), A, B\n  V_mp is off\n' +
        '  proposed: A: V_mp 186 -> 160 V, and 1 more alike\n  Look at it.',
    );
    expect(describeCheck({ ...result, open: 0, ignored: 0 }, [])).toBe('2 arrays on 2026-06-21: no open finding');
  });
});

describe('a finding of the next check', () => {
  it('is the same by its kind and arrays, in whatever order they come; limits are one finding of the plant', () => {
    expect(findingKey({ kind: 'swapped_arrays', deviceIds: ['B', 'A'] })).toBe('swapped_arrays A B');
    expect(findingKey({ kind: 'power_limit', deviceIds: ['B'] })).toBe('power_limit');
    expect(findingKey({ kind: 'sampling', deviceIds: [] })).toBe('sampling');
  });
});
