import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HeliographError, messageOf } from '#server/errors.ts';
import {
  checkedHttpUrl,
  type OutboundRules,
  resolveTarget,
  type Target,
} from '#server/gateways/outbound/resolve-target.ts';

/** More of an answer is not read: it is shown to an operator in one line. */
const MAX_ANSWER_BYTES = 16 * 1024;

export interface OutboundRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** From the lookup of the name to the end of the answer. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface OutboundAnswer {
  status: number;
  /** The first 16 KiB, as text. */
  text: string;
}

/**
 * Posts to an address of a setting. The host's address is checked, and connected to as it was checked. A redirect is an
 * answer like any other: nothing follows it. Throws `ForbiddenTarget`, or `notification` when no answer came.
 */
export async function postOutbound(request: OutboundRequest, rules: OutboundRules): Promise<OutboundAnswer> {
  const url = checkedHttpUrl(request.url, rules);
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    return await exchange(url, await resolveTarget(url.hostname, rules, signal), request, signal);
  } catch (error) {
    throw failure(url.hostname, error, timeout, request.timeoutMs);
  }
}

function exchange(url: URL, target: Target, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
  const body = Buffer.from(request.body);
  const headers = { ...request.headers, 'content-length': String(body.length) };
  // A connection of its own for each request: a kept one would go to an address that was checked long ago.
  const options = { method: 'POST', headers, signal, agent: false, lookup: pinned(target) } as const;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request;
    const outgoing = send(url, options, (incoming) => {
      readLimited(incoming).then((text) => resolve({ status: incoming.statusCode ?? 0, text }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Answers every lookup with the address that was checked: there is no second one that could differ. */
function pinned({ address, family }: Target): LookupFunction {
  return (_, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family));
}

async function readLimited(incoming: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function failure(host: string, error: unknown, timeout: AbortSignal, timeoutMs: number): HeliographError {
  if (error instanceof HeliographError) return error;
  const why = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : codeOf(error);
  return new HeliographError('notification', `cannot reach ${host}: ${why}`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : messageOf(error);
}
