import { readdirSync } from 'node:fs';
import path from 'node:path';
import { METHODS } from '#server/http/operation.ts';

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

const ROOT = path.resolve('app/api/v1');
const folders = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts') && !file.startsWith('[...'))
  .map((file) => path.dirname(file));

export interface ApiRequest {
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
}

/** Asks the handlers of the API as Next would, without a server: the fixed folder goes before the one in brackets. */
export async function askApi(method: string, url: string, { token, headers = {}, body }: ApiRequest = {}) {
  const { pathname } = new URL(url, 'http://console.example');
  const words = pathname.replace('/api/v1/', '').split('/');
  const matching = folders.filter((folder) => {
    const parts = folder.split(path.sep);
    return parts.length === words.length && parts.every((part, i) => part.startsWith('[') || part === words[i]);
  });
  const folder = matching.sort((a, b) => a.split('[').length - b.split('[').length)[0];
  if (folder === undefined) throw new Error(`no route for ${pathname}`);
  const parts = folder.split(path.sep);
  const params = Object.fromEntries(
    parts.flatMap((part, i) => (part.startsWith('[') ? [[part.slice(1, -1), decodeURIComponent(words[i] ?? '')]] : [])),
  );
  const exported: Record<string, Handler> = await import(path.join(ROOT, folder, 'route.ts'));
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
  const given = Object.keys(params).length === 0 ? undefined : params;
  return handler(request, { params: Promise.resolve(given) });
}
