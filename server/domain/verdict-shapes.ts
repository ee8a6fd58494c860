import type { z } from 'zod';
import { goldColumnsOf, type VerdictColumn, type VerdictPart } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';

// What the table of columns says of verdicts, as schemas: in the program, and in the API.

/** The parts that the API's list of results has fields of. */
export const RESULT_PARTS = ['verdict', 'probabilities', 'energy'] as const;

type Entry = (typeof VERDICT_COLUMNS)[number];

type Shape<Part extends VerdictPart> = {
  [C in Entry as C extends { place: { part: Part; key: infer Key extends string } } ? Key : never]: C extends {
    place: { value: infer Value extends z.ZodType };
  }
    ? Value
    : never;
};

type ApiShape<Part extends VerdictPart> = {
  [C in Entry as C extends { place: { part: Part }; api: z.ZodType; index: { field: infer Field extends string } }
    ? Field
    : never]: C extends { api: infer Api extends z.ZodType } ? Api : never;
};

/** The fields of a part of a verdict. */
export function shapeOf<Part extends VerdictPart>(
  part: Part,
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): Shape<Part> {
  const fields = goldColumnsOf(columns).flatMap(({ place }) => (place?.part === part ? [place] : []));
  return Object.fromEntries(fields.map(({ key, value }) => [key, value])) as Shape<Part>;
}

/** The fields that the API's list of results has of these parts; one that several columns share is there once. */
export function apiShapeOf<Part extends VerdictPart>(
  parts: readonly Part[],
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): ApiShape<Part> {
  const fields = apiColumnsOf(parts, columns);
  return Object.fromEntries(fields.map(({ index, api }) => [index.field, api])) as ApiShape<Part>;
}

/** Columns of these parts that the API's list of results shows. */
export function apiColumnsOf(parts: readonly VerdictPart[], columns: readonly VerdictColumn[]) {
  return goldColumnsOf(columns).flatMap(({ place, index, api }) => {
    const isShown = place !== null && parts.some((part) => part === place.part);
    return isShown && index && api ? [{ index, api }] : [];
  });
}

export type ApiFields<Part extends VerdictPart> = z.infer<z.ZodObject<ApiShape<Part>>>;
