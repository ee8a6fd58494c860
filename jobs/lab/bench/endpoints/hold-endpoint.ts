import http from 'node:http';
import { quantileSorted } from 'd3-array';
import { messageOf } from '#server/errors.ts';

export interface EndpointFigures {
  requests: number;
  /** Answers other than 200, and connections that broke, by what they were. */
  errors: Record<string, number>;
  p50Ms: number;
  p99Ms: number;
  perSecond: number;
}

interface Load {
  url: string;
  /** Of each client: as many as there are ask at once, each on a connection of its own. */
  headers: readonly Record<string, string>[];
  seconds: number;
}

/** Many clients at one door, each asking again as soon as it is answered, for so many seconds. */
export async function holdEndpoint({ url, headers, seconds }: Load, signal: AbortSignal): Promise<EndpointFigures> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: headers.length });
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const client = async (own: Record<string, string>) => {
    while (performance.now() < endMs) {
      signal.throwIfAborted();
      const askedMs = performance.now();
      const outcome = await ask(agent, url, own).catch(messageOf);
      times.push(performance.now() - askedMs);
      if (outcome !== '200') errors[outcome] = (errors[outcome] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(headers.map(client));
  } finally {
    agent.destroy();
  }
  const took = (performance.now() - startMs) / 1000;
  times.sort((a, b) => a - b);
  const ms = (share: number) => Math.round((quantileSorted(times, share) ?? 0) * 10) / 10;
  return {
    requests: times.length,
    errors,
    p50Ms: ms(0.5),
    p99Ms: ms(0.99),
    perSecond: Math.round(times.length / took),
  };
}

/** The status of one whole answer. */
function ask(agent: http.Agent, url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(String(response.statusCode)));
    });
    request.on('error', reject);
  });
}
