import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startKafka } from '#jobs/dev/kafka/broker.ts';
import { childEnvironment } from '#server/env.ts';
import { READING_TYPE, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';
import { endScripts, startScript } from '#tests/integration/setup/run-script.ts';
import { WAIT_MS } from '#tests/limits.ts';
import { startRegistry } from '#tests/unit/readings/registry-server.ts';
import { describeWithKafka } from './given-kafka.ts';
import { readTopic } from './read-topic.ts';

const COLUMNS = ['deviceId', 'timestamp', 'voltage', 'current', 'temperature', 'irradiance'] as const;
// Recent: a broker that crashes forgets the sequence numbers of batches whose messages are over a day old.
const START_MS = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 12 * 3_600_000;

/** Readings of 20 arrays in the order of their times. */
function readings(count: number): ReadingRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    deviceId: `DEMO${String(i % 20).padStart(6, '0')}`,
    timestamp: START_MS + i * 1000,
    voltage: 180.5,
    current: i % 25,
    temperature: -4.25,
    irradiance: i,
  }));
}

const csv = (rows: readonly ReadingRecord[]) =>
  `${[COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))].map((cells) => cells.join(',')).join('\n')}\n`;
const ndjson = (rows: readonly ReadingRecord[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const parquet = (rows: readonly ReadingRecord[]) => {
  const column = (name: (typeof COLUMNS)[number]) => ({
    name,
    data: rows.map((row) => (name === 'timestamp' ? new Date(row.timestamp) : row[name])),
    type:
      name === 'deviceId' ? ('STRING' as const) : name === 'timestamp' ? ('TIMESTAMP' as const) : ('DOUBLE' as const),
  });
  return new Uint8Array(parquetWriteBuffer({ columnData: COLUMNS.map(column) }));
};

describeWithKafka('npm run produce', ({ servers, user }) => {
  let folder = '';
  let topics = 0;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'heliograph produce '));
  });
  afterEach(async () => {
    await endScripts();
    await rm(folder, { recursive: true });
  });

  const newTopic = () => `produce-${process.pid}-${topics++}`;
  const at = (name: string) => path.join(folder, name);

  function start(words: readonly string[], settings: Record<string, string> = {}) {
    const env = childEnvironment({
      HELIOGRAPH_DATA: at('data'),
      INIT_CWD: folder,
      KAFKA_SERVERS: servers.plain,
      ...settings,
    });
    return startScript(['jobs/commands/produce/main.ts', ...words], env);
  }

  const produce = (words: readonly string[], settings?: Record<string, string>) => start(words, settings).ended;

  /** What the topic holds, as the readings it was made of, in their order. */
  async function published(topic: string, frameBytes = 0, server = servers.plain): Promise<ReadingRecord[]> {
    const messages = await readTopic(server, topic);
    const found = messages.map(({ value, key, timestampMs }) => {
      const reading = READING_TYPE.fromBuffer((value ?? Buffer.alloc(0)).subarray(frameBytes)) as ReadingRecord;
      expect(key?.toString()).toBe(reading.deviceId);
      expect(timestampMs).toBe(reading.timestamp);
      return { ...reading };
    });
    return found.sort((a, b) => a.timestamp - b.timestamp);
  }

  it.each([
    ['CSV, lz4', 'a.csv', csv, 'lz4'],
    ['NDJSON, gzip', 'a.ndjson', ndjson, 'gzip'],
    ['Parquet, zstd', 'a.parquet', parquet, 'zstd'],
    ['CSV, snappy', 'b.csv', csv, 'snappy'],
  ])(
    'publishes every reading of a file once, with its key, time and bytes: %s',
    async (_, name, encode, compression) => {
      const topic = newTopic();
      await writeFile(at(name), encode(readings(2000)));
      const { stdout, stderr, status } = await produce([
        name,
        '--topic',
        topic,
        '--create-topic',
        '--compression',
        compression,
      ]);
      expect([stdout, stderr]).toEqual([expect.stringContaining(`2000 readings are in ${topic}`), expect.any(String)]);
      expect(status).toBe(0);
      expect(await published(topic)).toEqual(readings(2000));
    },
  );

  it('publishes folders of Avro files, and keeps the readings of an array in one partition', async () => {
    const topic = newTopic();
    const halves = [readings(500).filter((_, i) => i % 2 === 0), readings(500).filter((_, i) => i % 2 === 1)];
    for (const [i, half] of halves.entries()) await writeAvroFile(at(`day/partition-00${i}.avro`), half);
    await produce(['day', '--topic', topic, '--create-topic', '--partitions', '5']);
    expect(await published(topic)).toEqual(readings(500));
    const places = new Set((await readTopic(servers.plain, topic)).map(({ key, partition }) => `${key} ${partition}`));
    expect(places.size).toBe(20);
  });

  it.each([
    // The newest row of CSV is known to be whole when the next one begins.
    ['CSV', csv, 9],
    ['NDJSON', ndjson, 10],
  ])('publishes standard input: %s, before it ends', async (_, encode, known) => {
    const topic = newTopic();
    const { child, ended } = start(['-', '--topic', topic, '--create-topic']);
    child.stdin.write(encode(readings(10)));
    const waiting = { timeout: WAIT_MS, interval: 200 };
    await vi.waitFor(async () => expect(await published(topic)).toEqual(readings(known)), waiting);
    child.stdin.end();
    expect((await ended).status).toBe(0);
    expect(await published(topic)).toEqual(readings(10));
  });

  it('publishes a simulated day', async () => {
    const topic = newTopic();
    const words = ['--simulate', '--arrays', '2', '--day', '2026-06-21', '--topic', topic, '--create-topic'];
    const { stdout, stderr, status } = await produce(words);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('produce:')]);
    const found = await published(topic);
    expect(stdout).toContain(`${found.length} readings`);
    expect(new Set(found.map(({ deviceId }) => deviceId))).toEqual(new Set(['DEMO000001', 'DEMO000002']));
    expect(existsSync(at('data/produce/simulated-2-2026-06-21'))).toBe(false);
  });

  const BAD = [
    '{"deviceId":"DEMO000001","timestamp":"soon","voltage":1,"current":1,"temperature":1,"irradiance":1}',
    '{"deviceId":"","timestamp":1782000000000,"voltage":1,"current":1,"temperature":1,"irradiance":1}',
    'not json',
  ];

  it('skips bad rows, tells each with its line, and keeps them in the file of rejects', async () => {
    const topic = newTopic();
    await writeFile(at('bad.ndjson'), `${ndjson(readings(3))}${BAD.join('\n')}\n${ndjson(readings(5).slice(3))}`);
    const words = ['bad.ndjson', '--topic', topic, '--create-topic', '--rejects', 'rejects.txt'];
    const { stdout, status } = await produce(words);
    expect(status).toBe(0);
    expect(stdout).toContain('5 readings');
    const rejects = (await readFile(at('rejects.txt'), 'utf8')).trim().split('\n');
    expect(rejects).toEqual([
      expect.stringContaining('bad.ndjson line 4: timestamp must be ISO 8601'),
      expect.stringContaining('bad.ndjson line 5: deviceId must be 1 to 64'),
      expect.stringContaining('bad.ndjson line 6: not JSON'),
    ]);
    for (const line of rejects) expect(stdout).toContain(line);
    expect(await published(topic)).toEqual(readings(5));
  });

  it('ends at the first bad row with --strict, everything before it published', async () => {
    const topic = newTopic();
    await writeFile(at('strict.ndjson'), `${ndjson(readings(3))}${BAD.join('\n')}\n${ndjson(readings(5).slice(3))}`);
    const { stderr, status } = await produce(['strict.ndjson', '--topic', topic, '--create-topic', '--strict']);
    expect(stderr).toContain('strict.ndjson line 4: timestamp must be');
    expect(status).toBe(2);
    expect(await published(topic)).toEqual(readings(3));
  });

  it('goes on after kill -9 where it was, and loses nothing', async () => {
    const topic = newTopic();
    const all = readings(40_000);
    await writeFile(at('long.csv'), csv(all));
    const words = ['long.csv', '--topic', topic, '--create-topic', '--checkpoint', 'cp.json', '--rate', '4000'];
    const first = start(words);
    const rowsDone = () => (existsSync(at('cp.json')) ? JSON.parse(readFileSync(at('cp.json'), 'utf8')).rows : 0);
    await vi.waitFor(() => expect(rowsDone()).toBeGreaterThan(1000), { timeout: WAIT_MS, interval: 20 });
    first.child.kill('SIGKILL');
    await first.ended;
    const before = rowsDone();
    const { stdout, status } = await produce(words.filter((word) => word !== '--rate' && word !== '4000'));
    expect(status).toBe(0);
    expect(stdout).toContain(`${40_000 - before} readings are in ${topic}`);
    const found = await published(topic);
    const once = found.filter(({ timestamp }, i) => timestamp !== found[i - 1]?.timestamp);
    expect(once).toEqual(all);
    // Twice there may be what was under way: less than one parcel.
    expect(found.length - once.length).toBeLessThan(8192);
    expect((await produce(['other.csv', ...words.slice(1)])).status).not.toBe(0);
  });

  it('goes on when the broker crashes and comes back, every reading in the topic exactly once', async () => {
    const place = at('broker');
    let broker = await startKafka({ folder: place });
    try {
      const all = readings(24_000);
      await writeFile(at('crash.csv'), csv(all));
      const words = ['crash.csv', '--topic', 'crash', '--create-topic', '--checkpoint', 'crash.json', '--rate', '6000'];
      const { ended } = start(words, { KAFKA_SERVERS: broker.servers.plain });
      const rowsDone = () =>
        existsSync(at('crash.json')) ? JSON.parse(readFileSync(at('crash.json'), 'utf8')).rows : 0;
      await vi.waitFor(() => expect(rowsDone()).toBeGreaterThan(3000), { timeout: WAIT_MS, interval: 20 });
      await broker.kill();
      expect(rowsDone()).toBeLessThan(24_000);
      broker = await startKafka({ folder: place, ports: broker.ports });
      const { stdout, stderr, status } = await ended;
      expect([status, stderr]).toEqual([0, expect.not.stringContaining('produce:')]);
      expect(stdout).toContain('24000 readings are in crash');
      expect(await published('crash', 0, broker.servers.plain)).toEqual(all);
    } finally {
      await broker.stop();
    }
  });

  it.each([
    ['--rate 100', ['--rate', '100'], 0.9],
    // 100 readings, one a second: 99 s at 60x are 1.65 s.
    ['--replay 60x', ['--replay', '60x'], 1.6],
  ])('takes its time with %s', async (_, words, leastSeconds) => {
    const topic = newTopic();
    await writeFile(at('paced.csv'), csv(readings(100)));
    const startMs = performance.now();
    expect((await produce(['paced.csv', '--topic', topic, '--create-topic', ...words])).status).toBe(0);
    expect(performance.now() - startMs).toBeGreaterThan(leastSeconds * 1000);
    expect(await published(topic)).toEqual(readings(100));
  });

  /** Polls an endpoint until it has answered so often, then interrupts the bridge. */
  async function polled(topic: string, times: number, answer: (poll: number, response: ServerResponse) => void) {
    let polls = 0;
    const server = createServer((_, response) => answer(++polls, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/now`;
    const { child, ended } = start(['--poll', url, '--every', '100ms', '--topic', topic, '--create-topic']);
    await vi.waitFor(() => expect(polls).toBeGreaterThanOrEqual(times), { timeout: WAIT_MS, interval: 20 });
    child.kill('SIGINT');
    const { stdout, status } = await ended;
    server.close();
    expect(status).toBe(0);
    return stdout;
  }

  it('polls an endpoint until it is interrupted, and publishes what is new', async () => {
    const topic = newTopic();
    // The second answer is a failure; each later one still holds the readings before.
    const stdout = await polled(topic, 5, (poll, response) => {
      if (poll === 2) response.writeHead(503).end();
      else response.end(JSON.stringify(readings(poll * 10).slice(-20)));
    });
    expect(stdout).toContain('poll 2: answered 503');
    const found = await published(topic);
    expect(found.length).toBeGreaterThanOrEqual(40);
    expect(found).toEqual(readings(found.length));
  });

  it('polls an endpoint that answers the newest first, and a clock that is years ahead silences no device', async () => {
    const topic = newTopic();
    const ahead = { ...readings(1)[0], timestamp: Date.parse('2099-01-01') };
    const stdout = await polled(topic, 4, (poll, response) =>
      response.end(JSON.stringify([...(poll === 1 ? [ahead] : []), ...readings(poll * 40).toReversed()])),
    );
    expect(stdout).toContain('more than an hour ahead');
    const found = (await published(topic)).toSorted((a, b) => a.timestamp - b.timestamp);
    expect(found.length).toBeGreaterThanOrEqual(120);
    expect(found).toEqual(readings(found.length));
  });

  it('frames its messages and registers the schema when there is a registry', async () => {
    const registry = await startRegistry();
    const topic = newTopic();
    await writeFile(at('framed.csv'), csv(readings(50)));
    const words = ['framed.csv', '--topic', topic, '--create-topic'];
    expect((await produce(words, { SCHEMA_REGISTRY_URL: registry.url })).status).toBe(0);
    expect(registry.requests).toEqual([`POST /subjects/${topic}-value/versions`]);
    const [message] = await readTopic(servers.plain, topic);
    expect(message?.value?.subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 0, 1]));
    expect(await published(topic, 5)).toEqual(readings(50));
    await registry.close();
  });

  it.each([
    ['no source', [], {}, 'name one source'],
    ['two sources', ['a.csv', '--simulate'], {}, 'name one source'],
    ['a file that is not there', ['none.csv', '--create-topic'], {}, 'none.csv: there is no such file'],
    ['an unknown kind of file', ['data.xlsx', '--create-topic'], {}, 'unknown kind of file'],
    ['missing columns', ['columns.csv', '--create-topic'], {}, 'columns.csv lacks the columns'],
    ['an unknown topic', ['a.csv', '--topic', 'nobody-made-this'], {}, 'create it with --create-topic'],
    ['no setting', ['a.csv'], { KAFKA_SERVERS: '' }, 'KAFKA_SERVERS is not set'],
    ['no broker', ['a.csv'], { KAFKA_SERVERS: '127.0.0.1:1' }, 'Kafka at 127.0.0.1:1 does not answer'],
    [
      'wrong credentials',
      ['a.csv'],
      {
        KAFKA_SERVERS: servers.sasl,
        KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT',
        KAFKA_SASL_USERNAME: user.name,
        KAFKA_SASL_PASSWORD: 'dusk',
      },
      'refuses our credentials',
    ],
    [
      'a file as address to poll',
      ['--poll', 'file:///etc/passwd'],
      {},
      '--poll must be an address that begins with http',
    ],
    [
      'a poll with a checkpoint',
      ['--poll', 'http://x', '--checkpoint', 'c'],
      {},
      '--checkpoint does not go with --poll',
    ],
    ['an unknown compression', ['a.csv', '--compression', 'rar'], {}, '--compression must be one of none, gzip'],
    ['a replay that stands', ['a.csv', '--replay', '0x'], {}, '--replay must be a number above 0'],
  ])('refuses %s in one line', async (_, words, settings, message) => {
    await writeFile(at('a.csv'), csv(readings(1)));
    await writeFile(at('data.xlsx'), '');
    await writeFile(at('columns.csv'), 'deviceId,timestamp\n');
    const { stderr, stdout, status } = await produce(words, settings);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).not.toBe(0);
  });
});
