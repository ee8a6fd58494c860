import { type GoldColumn, goldColumnsOf, type VerdictColumn, type VerdictParts } from '#domain/verdict-column.ts';

interface IndexField {
  /** Column of the table `verdict`. */
  field: string;
  sql: string;
  of: (verdict: VerdictParts) => unknown;
}

/** The columns of the index: one for each of a verdict's own fields and of its energy, one for all of its evidence. */
export function indexFieldsOf(columns: readonly VerdictColumn[]): IndexField[] {
  const fields = goldColumnsOf(columns).flatMap(({ index, place, of }): IndexField[] => {
    return index && place ? [{ ...index, of: wholeOf(place.part) ?? of }] : [];
  });
  return [...new Map(fields.map((field) => [field.field, field])).values()];
}

/** Parts that are one value in the index. Its probabilities are empty where the network was not asked. */
function wholeOf(part: NonNullable<GoldColumn['place']>['part']): IndexField['of'] | null {
  if (part === 'probabilities') return ({ probabilities }) => probabilities ?? [];
  return part === 'evidence' ? ({ evidence }) => evidence : null;
}
