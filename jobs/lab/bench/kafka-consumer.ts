import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kafkaClassPath } from '#jobs/dev/kafka/kafka-jars.ts';
import { HeliographError } from '#server/errors.ts';

const CONSUMER = 'org.apache.kafka.tools.ConsumerPerformance';
const HEAP = '-Xmx512m';
/** Columns of the line it prints: what it has consumed, and the time that it fetched, without joining its group. */
const MESSAGES = 4;
const FETCH_MILLISECONDS = 7;

/** One turn of Kafka's own consumer over a topic: kafka-consumer-perf-test, on a new group. */
export async function consumeWithKafka(
  servers: string,
  topic: string,
  messages: number,
): Promise<{ messages: number; milliseconds: number }> {
  const java = [HEAP, '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', await kafkaClassPath(() => undefined)];
  const words = ['--bootstrap-server', servers, '--topic', topic, '--messages', `${messages}`, '--hide-header'];
  const { stdout } = await promisify(execFile)('java', [...java, CONSUMER, ...words]);
  const line = stdout.trim().split('\n').at(-1)?.split(', ') ?? [];
  const figures = { messages: Number(line[MESSAGES]), milliseconds: Number(line[FETCH_MILLISECONDS]) };
  if (figures.messages > 0 && figures.milliseconds > 0) return figures;
  throw new HeliographError('kafka', `kafka-consumer-perf-test said: ${stdout.trim()}`);
}
