import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RegistryServer {
  url: string;
  /** "GET /schemas/ids/1" in the order of arrival. */
  requests: string[];
  /** Answers the next requests with these statuses instead. */
  failNext: (...statuses: number[]) => void;
  add: (schema: unknown, more?: { schemaType?: string; references?: unknown[] }) => number;
  close: () => Promise<void>;
}

/** A schema registry that speaks the part of Confluent's REST API that the product uses, on loopback. */
export async function startRegistry(login?: { user: string; password: string }): Promise<RegistryServer> {
  const schemas: { schema: string; schemaType?: string; references?: unknown[] }[] = [];
  const requests: string[] = [];
  const failures: number[] = [];
  const add: RegistryServer['add'] = (schema, more = {}) => {
    const known = schemas.findIndex((candidate) => candidate.schema === JSON.stringify(schema));
    return known < 0 ? schemas.push({ schema: JSON.stringify(schema), ...more }) : known + 1;
  };
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const [status, body] = failures.length > 0 ? [failures.shift(), {}] : await answer(request, schemas, add, login);
    response.writeHead(status ?? 500, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    requests,
    failNext: (...statuses) => failures.push(...statuses),
    add,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  schemas: readonly object[],
  add: RegistryServer['add'],
  login?: { user: string; password: string },
): Promise<[number, object]> {
  const expected = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  if (expected && request.headers.authorization !== expected)
    return [401, { error_code: 401, message: 'Unauthorized' }];
  const id = /^\/schemas\/ids\/(\d+)$/.exec(request.url ?? '')?.[1];
  if (request.method === 'GET' && id) {
    const found = schemas[Number(id) - 1];
    return found ? [200, found] : [404, { error_code: 40403, message: 'Schema not found' }];
  }
  if (request.method === 'POST' && /^\/subjects\/[^/]+\/versions$/.test(request.url ?? '')) {
    const { schema } = JSON.parse(await text(request)) as { schema: string };
    return [200, { id: add(JSON.parse(schema)) }];
  }
  return [404, { error_code: 404, message: 'HTTP 404 Not Found' }];
}
