import { HeliographError } from '#server/errors.ts';

/**
 * The content type of `offered` that the caller likes best by its Accept header; of equals the first offered one. Throws
 * `not_acceptable` that names what there is.
 */
export function negotiate<T extends string>(request: Request, offered: readonly [T, ...T[]]): T {
  const accept = request.headers.get('accept');
  if (accept === null || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  const weightOf = (type: string) => {
    const matching = ranges.filter(({ range }) => matches(range, type)).sort((a, b) => specificity(b) - specificity(a));
    return matching[0]?.weight ?? 0;
  };
  const [best] = offered
    .map((type) => ({ type, weight: weightOf(type) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  if (best) return best.type;
  throw new HeliographError('not_acceptable', `accept: there is ${offered.join(' or ')}`);
}

interface Range {
  range: string;
  weight: number;
}

function rangeOf(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((word) => word.trim().toLowerCase());
  const quality = parameters.find((word) => word.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { range, weight: Number.isFinite(weight) ? weight : 0 };
}

function matches(range: string, type: string): boolean {
  return range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

const specificity = ({ range }: Range) => (range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2);
