/** What the page reads of an OpenAPI 3.1 document. */
export interface ApiDocument {
  info: { title: string; description?: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
}

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  deprecated?: boolean;
  'x-action'?: string;
  parameters?: ApiParameter[];
  requestBody?: { content: Record<string, { schema: ApiSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: ApiSchema }> }>;
}

export interface ApiParameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  schema: ApiSchema;
}

export interface ApiSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  example?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  items?: ApiSchema;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

/** An operation with where it is. */
export interface PlacedOperation extends ApiOperation {
  method: string;
  path: string;
}

/** Each operation once, by tag, in the document's order: the same of a named plant is told of all together. */
export function groupsOf({ tags, paths }: ApiDocument): { tag: string; operations: PlacedOperation[] }[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  return tags.map(({ name }) => ({
    tag: name,
    operations: all.filter(({ tags: [tag], operationId }) => tag === name && !operationId.endsWith('InPlant')),
  }));
}
