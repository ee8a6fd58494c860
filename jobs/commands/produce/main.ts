import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { openReadingsProducer } from '#server/gateways/kafka/readings-producer.ts';
import { Checkpoint } from './checkpoint.ts';
import { openSource } from './open-source.ts';
import { type ProduceOptions, produceCommand } from './options.ts';
import { Pace } from './pace.ts';
import { type Published, publishReadings } from './publish.ts';
import { Rejects } from './rejects.ts';
import { publishProgress } from './report-progress.ts';

await runCommand(produceCommand, (options, { signal }) => produce(options, signal));

async function produce(options: ProduceOptions, interrupted: AbortSignal): Promise<void> {
  const settings = readSettings();
  const topic = options.topic ?? settings.KAFKA_TOPICS[0] ?? '';
  const stop = new AbortController();
  interrupted.addEventListener('abort', () => stop.abort(), { once: true });
  // Kafka first: nobody should wait for a simulation to hear of a wrong address.
  const warn = (message: string) => process.stderr.write(`produce: ${message}\n`);
  const producer = await openReadingsProducer({ ...options, topic, warn }, settings);
  const rejects = new Rejects(options.rejects);
  try {
    const source = await openSource(options, stop.signal);
    const progress = publishProgress(source);
    try {
      const { checkpoint: file, strict } = options;
      const checkpoint = file && source.identity ? await Checkpoint.open(file, topic, source.identity) : null;
      const pace = new Pace(options);
      const work = { source, producer, pace, checkpoint, rejects, strict, stop, onProgress: progress.update };
      const published = await publishReadings(work);
      progress.stop();
      process.stdout.write(`${summary(published, topic, rejects)}\n`);
      // An endpoint has no end of its own: an interrupt is how one stops to poll it.
      if (interrupted.aborted && source.identity) throw new HeliographError('cancelled', 'interrupted before the end');
    } finally {
      progress.stop();
      await source.remove?.();
    }
  } finally {
    await producer.close();
  }
}

function summary({ readings, refused, skipped, notes }: Published, topic: string, { first }: Rejects): string {
  const lines = [`${readings} readings are in ${topic}`];
  lines.push(...notes.toList().map((note) => `of them ${note}`));
  if (skipped > 0) lines.push(`${skipped} rows were done before, as the checkpoint says`);
  if (refused > 0) lines.push(`${refused} rows are no readings and were skipped; the first of them:`, ...first);
  return lines.join('\n');
}
