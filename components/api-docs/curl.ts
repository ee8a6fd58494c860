import type { ApiSchema, PlacedOperation } from './document.ts';

/** A command that asks for the operation; HELIOGRAPH and TOKEN are variables of the reader's shell. */
export function curlOf({ method, path, parameters = [], requestBody, responses }: PlacedOperation): string {
  const examples = new Map(parameters.map(({ name, schema }) => [name, exampleOf(schema)]));
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(examples.get(name) ?? name));
  const required = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const query = required.map(({ name }) => `${name}=${examples.get(name) ?? ''}`).join('&');
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$HELIOGRAPH${place}${query === '' ? '' : `?${query}`}"`,
    `-H "Authorization: Bearer $TOKEN"`,
  ];
  if (method === 'POST') lines.push('-H "Idempotency-Key: $(uuidgen)"');
  const body = requestBody?.content['application/json']?.schema;
  if (body) lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(exampleOf(body))}'`);
  if (isFile(responses)) lines.push('-O -J');
  return lines.join(' \\\n  ');
}

function isFile(responses: PlacedOperation['responses']): boolean {
  const types = Object.keys(responses['200']?.content ?? {});
  return types.length === 1 && types[0] !== 'application/json';
}

/** Something that the schema takes: its example, else the simplest value; of objects the required fields, else those with defaults. */
export function exampleOf(schema: ApiSchema): unknown {
  const { example, default: usual, enum: words, properties, required = [], items, type } = schema;
  if (example !== undefined) return example;
  if (usual !== undefined) return usual;
  if (words) return words[0];
  if (properties) {
    const isShown = (key: string, inner: ApiSchema) =>
      required.length > 0 ? required.includes(key) : inner.default !== undefined;
    return Object.fromEntries(
      Object.entries(properties).flatMap(([key, inner]) => (isShown(key, inner) ? [[key, exampleOf(inner)]] : [])),
    );
  }
  if (items) return [exampleOf(items)];
  return type === 'integer' || type === 'number' ? 1 : 'text';
}
