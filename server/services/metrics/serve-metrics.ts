import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';
import { HeliographError, messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { registerPipelineMetrics } from '#server/services/metrics/pipeline-metrics.ts';

/** Serves `/metrics` of this process on the loopback interface. Throws `conflict` when the port is taken. */
export async function serveMetrics(context: SystemContext, port: number): Promise<Server> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  registerPipelineMetrics(context);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    register.metrics().then(
      (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'metrics collection failed');
        response.writeHead(503).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const why = messageOf(cause);
      reject(new HeliographError('conflict', `metrics cannot be served on port ${port}: ${why}`, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  // Whatever else the process waits for, it does not wait for this.
  server.unref();
  return server;
}
