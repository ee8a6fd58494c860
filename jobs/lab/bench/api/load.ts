import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { HeliographError } from '#server/errors.ts';

export interface LoadFigures {
  requests: number;
  p50Ms: number;
  p99Ms: number;
  perSecond: number;
  bytes: number;
}

interface LoadOptions {
  origin: string;
  /** One a client: as many as there are ask at once. */
  tokens: readonly string[];
  /** The path of one client's nth request. */
  pathOf: (client: number, n: number) => string;
  requestsEach: number;
  /** How long a client rests between two requests, on average; 0 asks again at once. */
  thinkMs: number;
}

/** Many clients at once, each on a connection of its own; each waits for its answer before it asks again. */
export async function load(options: LoadOptions, signal: AbortSignal): Promise<LoadFigures> {
  const { tokens, requestsEach, thinkMs } = options;
  const clients = tokens.length;
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let bytes = 0;
  const client = async (token: string, index: number) => {
    // Spread over the first rest, else all fifty would ask in one breath.
    await delay((index / clients) * thinkMs);
    for (let n = 0; n < requestsEach; n++) {
      signal.throwIfAborted();
      const start = performance.now();
      bytes = await get(agent, `${options.origin}${options.pathOf(index, n)}`, token);
      const taken = performance.now() - start;
      times.push(taken);
      if (thinkMs > 0) await delay(Math.max(0, thinkMs - taken));
    }
  };
  const startMs = performance.now();
  try {
    await Promise.all(tokens.map(client));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - startMs) / 1000;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    perSecond: Math.round(times.length / seconds),
    bytes,
  };
}

/** The smallest of sorted values that at least `share` of them do not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}

function get(agent: http.Agent, url: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = http.get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new HeliographError('internal', `${url} answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
