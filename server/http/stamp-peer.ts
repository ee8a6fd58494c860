import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { PEER_HEADER } from '#server/auth/client-address.ts';
import { readSettings } from '#server/env.ts';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'];
// Next speaks to itself by these; from outside they mean somebody tries to pass for it.
const INTERNAL = ['x-middleware-subrequest', 'x-middleware-subrequest-id', 'x-middleware-set-cookie'];

/**
 * Writes the other end of the socket into each request before anything reads it: Next hands no socket to routes and
 * pages. Headers that only a proxy of ours may send are dropped when there is none.
 */
export function stampPeers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    for (const name of INTERNAL) delete request.headers[name];
    if (readTrustedProxies() === 0) for (const name of FORWARDED) delete request.headers[name];
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
  });
}

let trustedProxies: number | undefined;

function readTrustedProxies(): number {
  trustedProxies ??= readSettings().TRUSTED_PROXIES;
  return trustedProxies;
}
