import path from 'node:path';
import { METHODS } from '#domain/api/operation.ts';

type Handler = (request: Request) => Promise<Response>;

const ROUTE = path.resolve('app/api/v1/[...path]/route.ts');

export interface ApiRequest {
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
}

/** Asks the API as Next would, without a server. */
export async function askApi(method: string, url: string, { token, headers = {}, body }: ApiRequest = {}) {
  const exported: Record<string, Handler> = await import(ROUTE);
  const handler = exported[METHODS.find((known) => known === method) ?? ''];
  if (!handler) throw new Error(`${method} is not there`);
  const request = new Request(new URL(url, 'http://console.example'), {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return handler(request);
}
