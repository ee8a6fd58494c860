import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { readSettings } from '#server/env.ts';
import { guardBodies } from '#server/http/guard-bodies.ts';
import { countRequest } from '#server/http/http-metrics.ts';
import { clientAddress, requestIdOf } from '#server/http/request-identity.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from '#server/http/security-headers.ts';
import { log } from '#server/log.ts';
import { enterRequest, type RequestFacts } from '#server/request-facts.ts';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

interface Entered {
  facts: RequestFacts;
  method: string;
  /** Without the query, which may hold what no log should. */
  path: string;
  startedMs: number;
}

// Next speaks to itself by these; from outside they mean somebody tries to pass for it.
const INTERNAL = ['x-middleware-subrequest', 'x-middleware-subrequest-id', 'x-middleware-set-cookie', 'x-nonce'];
// Only a proxy of ours may send these; without one they say what a client likes.
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'];

const entered = new WeakMap<IncomingMessage, Entered>();

/**
 * Stands before Next on every request of this process: gives it an id, tells where it comes from, lets no long body
 * through, and puts the security headers on its response before anything can answer. Node publishes both events in the turn
 * of the request itself, which makes this the one place that also sees files, refused methods and malformed addresses.
 */
export function guardRequests(): void {
  const { TRUSTED_PROXIES } = readSettings();
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Exchange;
    guardBodies(server);
    enter(request, response, TRUSTED_PROXIES);
  });
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as Exchange;
    leave(request, response.statusCode);
  });
}

function enter(request: IncomingMessage, response: ServerResponse, trustedProxies: number): void {
  const { headers } = request;
  for (const name of trustedProxies === 0 ? [...INTERNAL, ...FORWARDED] : INTERNAL) delete headers[name];
  const requestId = requestIdOf(headers['x-request-id']?.toString());
  const chain = [headers['x-forwarded-for'], request.socket.remoteAddress]
    .flatMap((part) => part?.toString().split(',') ?? [])
    .map((part) => part.trim());
  headers['x-request-id'] = requestId;
  // Next takes a client's word for it where there is one: the connection's own address now always stands last.
  headers['x-forwarded-for'] = chain.join(', ');
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  if (isHttps(request)) response.setHeader('strict-transport-security', STRICT_TRANSPORT_SECURITY);
  response.setHeader('x-request-id', requestId);
  const facts = { requestId, address: clientAddress(chain, trustedProxies), route: null, principalId: null };
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  entered.set(request, { facts, method: request.method ?? '', path, startedMs: performance.now() });
  enterRequest(facts);
}

function leave(request: IncomingMessage, status: number): void {
  const known = entered.get(request);
  if (!known) return;
  const { facts, method, path, startedMs } = known;
  const durationMs = performance.now() - startedMs;
  const { requestId, route, principalId, address } = facts;
  countRequest({ method, route: route ?? kindOf(path), status, durationMs });
  // Files of the build and the probes of an orchestrator are too many and tell nothing when all is well.
  const level = status < 400 && isNoise(path) ? 'debug' : 'info';
  const fields = { method, path, status, durationMs: Math.round(durationMs * 10) / 10, principalId, address };
  log[level]({ requestId, ...fields }, 'request');
}

function isHttps({ headers, socket }: IncomingMessage): boolean {
  return 'encrypted' in socket || headers['x-forwarded-proto']?.toString().split(',')[0]?.trim() === 'https';
}

/** What has no route of the API is counted by its kind: paths that clients make up must not become series. */
function kindOf(path: string): string {
  if (path.startsWith('/_next/')) return 'build file';
  return path.startsWith('/api/') ? 'api' : 'page';
}

function isNoise(path: string): boolean {
  return path.startsWith('/_next/') || path.startsWith('/api/health/');
}
