import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#jobs/process/ports.ts';
import { endWithParent } from '#jobs/process/unprivileged.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';
import { type BrokerOptions, type BrokerPorts, brokerProperties, scramWords } from './broker-settings.ts';
import { kafkaClassPath } from './kafka-jars.ts';

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 30_000;
const STARTED = 'Kafka Server started';
const MAX_OUTPUT_CHARACTERS = 8000;
const HEAP = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC'];
const LOGGING = ['defaultLogLevel=warn', 'log.kafka.server.KafkaRaftServer=info', 'showThreadName=false'].map(
  (setting) => `-Dorg.slf4j.simpleLogger.${setting}`,
);

/** A broker of ours, on loopback. It ends with this process whatever way that ends. */
export interface KafkaBroker {
  /** host:port without authentication, with name and password, with TLS. */
  servers: { plain: string; sasl: string; tls: string };
  ports: BrokerPorts;
  /** Resolves with the reason when the broker ends. */
  died: Promise<string>;
  /** Asks it to end and waits; insists after 30 s. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts Apache Kafka (KRaft, one node) on a folder, which is formatted when it is new, and waits until it serves.
 * Without `ports` it takes free ones; a broker that is started again for the same clients is given its old ones.
 */
export async function startKafka(
  options: Omit<BrokerOptions, 'ports'> & { ports?: BrokerPorts; say?: (line: string) => void },
): Promise<KafkaBroker> {
  const folder = path.resolve(options.folder);
  const classPath = await kafkaClassPath(options.say ?? (() => undefined));
  const ports = options.ports ?? (await freePorts());
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const properties = path.join(folder, 'server.properties');
  writeFileSync(properties, brokerProperties({ ...options, folder, ports }), { mode: 0o600 });
  if (!existsSync(path.join(folder, 'log', 'meta.properties'))) format(classPath, properties, options.users);

  const java = ['java', ...HEAP, ...LOGGING, '-cp', classPath, 'kafka.Kafka', properties];
  const [command = '', ...words] = [...endWithParent('TERM'), ...java];
  // Detached: Ctrl-C goes to the whole terminal group, and the broker must be the last to stop.
  const child = spawn(command, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const { started, died } = watch(child);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const waited = new AbortController();
    const insist = delay(STOP_TIMEOUT_MS, undefined, { signal: waited.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    );
    await died;
    waited.abort();
    await insist;
  };
  const waited = new AbortController();
  const late = delay(READY_TIMEOUT_MS, 'it does not answer', { signal: waited.signal }).catch(() => 'stopped waiting');
  const failure = await Promise.race([started, died, late]);
  waited.abort();
  if (failure !== null) {
    await end('SIGKILL');
    throw new HeliographError('kafka', `Kafka did not start in ${folder}: ${failure}`);
  }
  const server = (port: number) => `127.0.0.1:${port}`;
  return {
    servers: { plain: server(ports.plain), sasl: server(ports.sasl), tls: server(ports.tls) },
    ports,
    died,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function freePorts(): Promise<BrokerPorts> {
  const [plain, controller, sasl, tls] = [await freePort(), await freePort(), await freePort(), await freePort()];
  return { plain, controller, sasl, tls };
}

/** Gives a new folder its cluster id, and keeps the users for SCRAM. */
function format(classPath: string, properties: string, users?: Record<string, string>): void {
  const cluster = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', properties];
  const { status, stdout, stderr } = spawnSync('java', [...LOGGING, ...tool, ...scramWords(users)], {
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new HeliographError('kafka', `Kafka's storage could not be made: ${reasonOf(stdout + stderr)}`);
}

/** `started` resolves with null once the broker serves, `died` with the reason when it ends. */
function watch(child: ChildProcess): { started: Promise<null>; died: Promise<string> } {
  let output = '';
  const started = new Promise<null>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS);
        if (output.includes(STARTED)) resolve(null);
      });
    }
  });
  const died = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (_, signal) => resolve(signal ? `it was ended by ${signal}` : reasonOf(output)));
  });
  return { started, died };
}

/** The line that tells why, out of what a Java program printed. */
function reasonOf(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return (
    lines.findLast((line) => /Exception|ERROR|FATAL|in use/.test(line)) ??
    lines.at(-1) ??
    'it said nothing'
  ).trim();
}
