import { Counter, Histogram, register } from 'prom-client';

// prom-client is not bundled: all of the console's bundles count in the one registry of the process.
const NAMES = { requests: 'heliograph_http_requests_total', seconds: 'heliograph_http_request_duration_seconds' };
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts an answered request. `route` is a pattern or a kind, never a path: the number of series stays bounded. */
export function countRequest(done: { method: string; route: string; status: number; durationMs: number }): void {
  const method = KNOWN_METHODS.has(done.method) ? done.method : 'other';
  requests().inc({ method, route: done.route, status: String(done.status) });
  seconds().observe({ method, route: done.route }, done.durationMs / 1000);
}

function requests(): Counter {
  const found = register.getSingleMetric(NAMES.requests);
  if (found instanceof Counter) return found;
  return new Counter({
    name: NAMES.requests,
    help: 'Requests answered by the console',
    labelNames: ['method', 'route', 'status'],
  });
}

function seconds(): Histogram {
  const found = register.getSingleMetric(NAMES.seconds);
  if (found instanceof Histogram) return found;
  return new Histogram({
    name: NAMES.seconds,
    help: 'How long requests took, from their first byte to the end of the answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.03, 0.06, 0.15, 0.3, 0.6, 1.5, 5, 30],
  });
}
