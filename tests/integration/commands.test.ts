import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimInstance } from '#jobs/process/instance.ts';
import { childEnvironment } from '#server/env.ts';
import { endScripts, runScript } from '#tests/integration/setup/run-script.ts';

const HEADER = 'deviceId,timestamp,voltage,current,temperature,irradiance';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph commands '));
});
afterEach(async () => {
  await endScripts();
  await rm(folder, { recursive: true });
});

function run(script: string, words: string[], settings: Record<string, string> = {}) {
  const env = childEnvironment({ HELIOGRAPH_DATA: path.join(folder, 'data'), INIT_CWD: folder, ...settings });
  return runScript([script, ...words], env);
}

const classify = (...words: string[]) => run('jobs/commands/classify/main.ts', words);

/** 14 h of readings of a device at every slot, as a CSV file; returns its name. */
async function readingsFile(name: string, deviceId: string): Promise<string> {
  const startMs = Date.parse('2026-06-21T00:00:00Z');
  const lines = Array.from({ length: 4320 }, (_, slot) => {
    const light = Math.max(0, Math.sin(((slot - 900) / 2520) * Math.PI));
    const values = [light > 0 ? 180 : 0, 25 * light, 15 + 30 * light, 950 * light];
    return [deviceId, new Date(startMs + slot * 20_000).toISOString(), ...values].join(',');
  });
  await writeFile(path.join(folder, name), [HEADER, ...lines].join('\n'));
  return name;
}

describe('npm run classify', () => {
  it('prints a table and writes the same verdicts as CSV, JSON and Parquet, without database or server', async () => {
    const file = await readingsFile('two.csv', '=cmd()');
    for (const out of ['out.csv', 'out.json', 'out.parquet']) {
      const { status, stdout, stderr } = await classify(file, '--out', out);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout).toMatch(/=cmd\(\) +2026-06-21/);
      expect(existsSync(path.join(folder, out))).toBe(true);
    }
    const csv = await readFile(path.join(folder, 'out.csv'), 'utf8');
    const [record] = JSON.parse(await readFile(path.join(folder, 'out.json'), 'utf8'));
    expect(csv.split('\r\n')[0]).toBe(Object.keys(record).join(','));
    expect(record).toMatchObject({ deviceId: '=cmd()', day: '2026-06-21', coverage: 1 });
    // A spreadsheet must not run what a device is called.
    expect(csv).toContain("'=cmd()");
  });

  it.each([
    ['an unknown option', ['a.csv', '--colour'], "unknown option '--colour'"],
    ['no file', [], "missing required argument 'file'"],
    ['a file that is not there', ['none.csv'], 'none.csv: there is no such file'],
    ['an unknown kind of output', ['a.csv', '--out', 'verdicts.xls'], '--out must end in'],
    ['strings that are no number', ['a.csv', '--strings', 'three'], '--strings must be a whole number'],
    ['a negative nameplate', ['a.csv', '--v-mp', '-5'], '--v-mp'],
    ['a bad offset', ['a.csv', '--utc-offset', 'CET'], '--utc-offset must be like +01:00'],
    ['an hour that no day has', ['a.csv', '--until', '25:00'], '--until must be a time HH:MM, not "25:00"'],
  ])('refuses %s in one line, exit code 2', async (_, words, message) => {
    const { status, stderr, stdout } = await classify(...words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    [
      'seconds.ndjson',
      'line 1: timestamp must be epoch milliseconds, not 1780315200, which looks like epoch seconds',
      2,
    ],
    ['feb30.csv', 'line 2: timestamp must be ISO 8601 or epoch milliseconds, not "2026-02-30T12:00:00Z"', 2],
    ['meta.avro', 'meta.avro is not a whole Avro file of readings', 1],
    ['bomb.parquet', 'it says that 20000000 rows are in its 22342 bytes', 2],
  ])('refuses %s by name in one line', async (name, message, code) => {
    const { status, stdout, stderr } = await classify(path.resolve('tests/golden/readings', name));
    expect(stderr).toContain(message);
    expect(stderr).toContain(name);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(code);
  });

  it.each(['naive.csv', 'naive.parquet', 'pgcopy.csv', 'double.avro', 'micros.avro'])(
    'reads %s as 2026-06-01, and says so in a line for the file',
    async (name) => {
      const { status, stdout } = await classify(path.resolve('tests/golden/readings', name), '--utc-offset=-05:00');
      expect(stdout).toMatch(new RegExp(`${name}: 1 readings read, 0 duplicates, 0 values out of range`));
      expect(stdout).toMatch(/SIM0000001 +2026-06-01 /);
      expect(status).toBe(0);
    },
  );

  it('ends with what a file of other columns looks like, and reads it with the options that it says', async () => {
    const name = await readingsFile('ours.csv', 'WR1');
    const [, ...lines] = (await readFile(path.join(folder, name), 'utf8')).split('\n');
    const rows = lines.map((line) => {
      const [device, time = '', ...values] = line.split(',');
      const zeit = `21.06.2026 ${time.slice(11, 19)}`;
      return [zeit, device, ...values.map((value) => value.replace('.', ','))].join(';');
    });
    await writeFile(path.join(folder, 'excel.csv'), ['Zeit;WR;Udc;Idc;Tmod;GPOA', ...rows].join('\r\n'));
    const refused = await classify('excel.csv');
    expect(refused.status).toBe(2);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    const [, told = ''] = /if so, pass (.*)$/m.exec(refused.stderr) ?? [];
    expect(told).toBe(
      "--delimiter ';' --decimal , --map timestamp=Zeit:dd.mm.yyyy,voltage=Udc,current=Idc,temperature=Tmod,irradiance=GPOA,deviceId=WR",
    );
    const words = told.split(' ').map((word) => word.replaceAll("'", ''));
    const table = async (...options: string[]) => (await classify(...options)).stdout.split('\n\n')[1];
    expect(await table('excel.csv', ...words)).toBe(await table(name));
  });

  it('leaves nothing half-written when it fails', async () => {
    await writeFile(path.join(folder, 'bad.csv'), `${HEADER}\nA,2026-06-21T10:00:00Z,much,1,1,1\n`);
    const before = await readdir(folder);
    const { status, stderr } = await classify('bad.csv', '--out', 'never.csv');
    expect(status).toBe(2);
    expect(stderr).toContain('bad.csv line 2: voltage must be a number, not "much"');
    expect(await readdir(folder)).toEqual(before);
  });

  it('names an output it cannot write', async () => {
    const file = await readingsFile('one.csv', 'A');
    const { status, stderr } = await classify(file, '--out', 'no-such-folder/verdicts.csv');
    expect(stderr).toContain('no-such-folder');
    expect(status).toBe(1);
  });
});

describe('npm run day', () => {
  it.each([
    ['no day', [], '--day YYYY-MM-DD is missing'],
    ['a day that does not exist', ['--day', '2026-02-30'], '--day must be a date YYYY-MM-DD, not "2026-02-30"'],
    ['an unknown option', ['--date', '2026-01-01'], "unknown option '--date'"],
    [
      'an unknown stage',
      ['--day', '2026-01-01', '--from', 'publish'],
      '--from must be ingest or predict, not "publish"',
    ],
    ['a range that is none', ['--range', '2026-01-01'], '--range must be like 2026-06-01..2026-06-30'],
    ['a range backwards', ['--range', '2026-02-01..2026-01-01'], 'the range must begin before it ends'],
    ['a range over 366 days', ['--range', '2025-01-01..2026-01-02'], 'the range must hold at most 366 days'],
    [
      'an unknown kind of day',
      ['--range', '2026-01-01..2026-01-02', '--only', 'bad'],
      '--only must be missing or failed',
    ],
    ['day and range', ['--day', '2026-01-01', '--range', '2026-01-01..2026-01-02'], 'give --day or --range, not both'],
    ['cancel without a run', ['cancel'], "missing required argument 'run'"],
    ['another verb', ['stop'], 'there is no "stop"'],
  ])('refuses %s before it touches anything', async (_, words, message) => {
    const { status, stderr } = await run('jobs/commands/day/main.ts', words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
  });
});

describe('npm start', () => {
  const start = (words: string[], settings: Record<string, string> = {}) =>
    run('jobs/dev/start/start.ts', words, settings);

  it.each([
    ['0 arrays', ['--arrays', '0'], '--arrays must be a whole number from 1 to 100000, not "0"'],
    ['half a day', ['--days', '0.5'], '--days must be a whole number'],
    ['an unknown option', ['--array', '48'], "unknown option '--array'"],
  ])('refuses %s', async (_, words, message) => {
    const { status, stderr } = await start(words);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it('names a bad setting', async () => {
    const { status, stderr } = await start([], { HELIOGRAPH_THREADS: 'many' });
    expect(stderr).toContain('HELIOGRAPH_THREADS');
    expect(status).not.toBe(0);
  });

  it('says which port is taken, before any long work', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const { status, stderr } = await start(['--port', `${port}`]);
    server.close();
    expect(stderr).toContain(`port ${port} is taken`);
    expect(status).toBe(1);
  });

  it('says where the first instance runs when a second one is started', async () => {
    const dataDir = path.join(folder, 'shared');
    const first = claimInstance(dataDir, 3123);
    const { status, stderr } = await start(['--port', '3124'], { HELIOGRAPH_DATA: dataDir });
    first.release();
    expect(stderr).toContain(`already running here: http://localhost:3123 (process ${process.pid})`);
    expect(status).toBe(1);
  });

  it('names the data folder it cannot write to', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const { status, stderr } = await start([], { HELIOGRAPH_DATA: path.join(file, 'data') });
    expect(stderr).toContain(path.join(file, 'data'));
    expect(status).toBe(1);
  });
});
