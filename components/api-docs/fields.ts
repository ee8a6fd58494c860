import type { ApiSchema } from './document.ts';

export interface Field {
  name: string;
  type: string;
  required: boolean;
  note: string;
}

const DEEPEST = 3;

/** The fields of a schema, those of inner objects with their path: `stages[].state`. Below the third level only the type. */
export function fieldsOf(schema: ApiSchema, prefix = '', depth = 1): Field[] {
  const object = objectIn(schema);
  if (!object?.properties) return [];
  const { properties, required = [] } = object;
  return Object.entries(properties).flatMap(([key, inner]) => {
    const name = `${prefix}${key}`;
    const field = { name, type: typeOf(inner), required: required.includes(key), note: noteOf(inner) };
    const list = alternatives(inner).find(({ items }) => items)?.items;
    const below = depth < DEEPEST ? fieldsOf(list ?? inner, `${name}${list ? '[]' : ''}.`, depth + 1) : [];
    return [field, ...below];
  });
}

/** "integer, 1 to 200", "string or null", "normal | line_line | ...". */
export function typeOf(schema: ApiSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const options = alternatives(schema);
  if (options.length > 1) return [...new Set(options.map(typeOf))].join(' or ');
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const { type = 'anything', format, minimum, maximum } = schema;
  const safe = (bound: number | undefined) => bound !== undefined && Math.abs(bound) !== Number.MAX_SAFE_INTEGER;
  const range = safe(minimum) && safe(maximum) ? `, ${minimum} to ${maximum}` : '';
  return `${format === 'date-time' ? 'instant' : (format ?? type)}${range}`;
}

function noteOf({ description = '', default: usual, maxLength }: ApiSchema): string {
  const most = maxLength === undefined ? '' : `At most ${maxLength} characters.`;
  const otherwise = usual === undefined ? '' : `Otherwise ${JSON.stringify(usual)}.`;
  return [description, most, otherwise].filter((part) => part !== '').join(' ');
}

function alternatives(schema: ApiSchema): ApiSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function objectIn(schema: ApiSchema): ApiSchema | undefined {
  return alternatives(schema).find(({ properties }) => properties);
}
