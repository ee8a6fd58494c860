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
  token: string;
  /** The path of one client's nth request. */
  pathOf: (client: number, n: number) => string;
  clients: number;
  requestsEach: number;
  /** How long a client rests between two requests, on average; 0 asks again at once. */
  thinkMs: number;
}

/** Many clients at once, each on a connection of its own; each waits for its answer before it asks again. */
export async function load(options: LoadOptions, signal: AbortSignal): Promise<LoadFigures> {
  const { clients, requestsEach, thinkMs } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let bytes = 0;
  const client = async (index: number) => {
    // Spread over the first rest, else all fifty would ask in one breath.
    await delay((index / clients) * thinkMs);
    for (let n = 0; n < requestsEach; n++) {
      signal.throwIfAborted();
      const start = performance.now();
      bytes = await get(agent, options, options.pathOf(index, n));
      const taken = performance.now() - start;
      times.push(taken);
      if (thinkMs > 0) await delay(Math.max(0, thinkMs - taken));
    }
  };
  const startMs = performance.now();
  try {
    await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
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

function get(agent: http.Agent, { origin, token }: LoadOptions, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = http.get(`${origin}${path}`, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new HeliographError('internal', `${path} answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
