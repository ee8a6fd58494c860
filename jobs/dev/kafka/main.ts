import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { whyPortIsClosed } from '#jobs/process/ports.ts';
import { dataPath } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { startKafka } from './broker.ts';
import { kafkaCommand } from './options.ts';

await runCommand(kafkaCommand, async (port, { signal }) => {
  for (const taken of [port, port + 1]) {
    const closed = await whyPortIsClosed(taken);
    if (closed) throw new HeliographError('conflict', closed);
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const folder = dataPath('kafka');
  const ports = { plain: port, controller: port + 1, sasl: port + 2, tls: port + 3 };
  const broker = await startKafka({ folder, ports, say });
  const interrupted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  say(`Kafka serves ${broker.servers.plain}, data in ${folder}. Ctrl-C ends it.`);
  say(`For the pipeline: KAFKA_SERVERS=${broker.servers.plain}`);
  const reason = await Promise.race([interrupted, broker.died]);
  if (reason !== null) throw new HeliographError('kafka', `Kafka has ended: ${reason}`);
  await broker.stop();
});
