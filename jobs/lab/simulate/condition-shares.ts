import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { HeliographError } from '#server/errors.ts';

/** Part of the array-days that each condition gets; the parts sum to 1. */
export type ConditionShares = Partial<Record<Condition, number>>;

const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');

/** 'natural' is a plant as it is: 99 % of its array-days are normal. */
const NAMED: Record<string, ConditionShares> = {
  balanced: Object.fromEntries(CONDITIONS.map((condition) => [condition, 1 / CONDITIONS.length])),
  natural: { normal: 0.99, ...Object.fromEntries(FAULTS.map((condition) => [condition, 0.01 / FAULTS.length])) },
};

/** Reads "balanced", "natural", "arc_fault" or "normal:0.9,arc_fault:0.1". Throws a HeliographError that names the word. */
export function parseConditionShares(text: string): ConditionShares {
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  if (named) return named;
  if (!text.includes(':')) return { [conditionOf(text)]: 1 };
  const shares: ConditionShares = {};
  for (const part of text.split(',')) {
    const [name = '', share = '', ...more] = part.split(':');
    const condition = conditionOf(name.trim());
    const value = Number(share);
    if (share.trim() === '' || more.length > 0 || !(value >= 0 && value <= 1)) {
      throw refusal(`"${part.trim()}" needs a share from 0 to 1, as in "normal:0.99"`);
    }
    if (condition in shares) throw refusal(`names ${condition} twice`);
    shares[condition] = value;
  }
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-6) throw refusal(`shares must sum to 1, not ${Number(sum.toFixed(6))}`);
  return shares;
}

function conditionOf(name: string): Condition {
  const condition = CONDITIONS.find((known) => known === name);
  if (condition) return condition;
  throw refusal(`must be ${Object.keys(NAMED).join(', ')} or of ${CONDITIONS.join(', ')}, not "${name}"`);
}

function refusal(what: string): HeliographError {
  return new HeliographError('invalid_input', `--conditions ${what}`);
}

/**
 * A condition for each of `count` array-days, in an order the seed determines. Shares are kept exactly, to the last
 * array-day: what rounding leaves over goes to the largest remainders.
 */
export function allotConditions(shares: ConditionShares, count: number, seed: string): Condition[] {
  const wanted = CONDITIONS.map((condition) => ({ condition, exact: (shares[condition] ?? 0) * count }));
  const whole = wanted.map(({ condition, exact }) => ({ condition, count: Math.floor(exact + 1e-9), exact }));
  const left = count - whole.reduce((sum, entry) => sum + entry.count, 0);
  const byRemainder = whole.toSorted((a, b) => b.exact - b.count - (a.exact - a.count));
  for (const entry of byRemainder.slice(0, left)) entry.count++;
  const list = whole.flatMap((entry) => Array.from({ length: entry.count }, () => entry.condition));
  const random = createRandom(seed).fork('conditions');
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [list[last], list[other]] = [list[other] as Condition, list[last] as Condition];
  }
  return list;
}
