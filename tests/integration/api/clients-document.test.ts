import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '#server/env.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { installationOf } from '#tests/context.ts';
import { runToEnd } from '#tests/unit/documents/run-to-end.ts';
import { askApi } from '../setup/api-client.ts';
import { givenPreviousRelease, previous } from '../setup/previous-release.ts';

const text = await readFile('docs/api-clients.md', 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);
const python = childEnvironment().HELIOGRAPH_TEST_PYTHON ?? 'python3';
const hasPandas = spawnSync(python, ['-c', 'import pandas, pyarrow, duckdb']).status === 0;
if (!hasPandas) process.stderr.write(`pandas is not tried with: ${python} -m pip install pandas pyarrow duckdb\n`);

const given = givenPreviousRelease();
let server: Server;
let env = childEnvironment();

/** The API behind a real address, as programs reach it. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    askApi(request.method ?? '', request.url ?? '', { headers: { authorization } }).then(
      async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(Buffer.from(await answer.arrayBuffer()));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scopes = ['plant.read', 'exports.read'];
  const { token } = await createToken(installationOf(), {
    kind: 'service',
    name: 'report',
    scopes,
    days: 1,
    role: 'viewer',
  });
  const settings = { HELIOGRAPH: `http://127.0.0.1:${port}`, TOKEN: token, DAY: previous.day, DEVICE: 'SIM0000001' };
  env = childEnvironment(settings);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const inShell = (code: string) => runToEnd('sh', ['-ec', code], given.folder, env);

describe('the document for programs', () => {
  it('has curl commands that answer', async () => {
    const lines = blocks('sh').flatMap((code) => code.trim().split('\n'));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(await inShell(line)).toMatchObject({ status: 0, stderr: '' });
    const [days = '', result = '', results = ''] = lines;
    expect(JSON.parse((await inShell(days)).stdout)).toMatchObject({ days: [{ day: previous.day }] });
    expect(JSON.parse((await inShell(result)).stdout)).toMatchObject({ deviceId: 'SIM0000001' });
    expect(JSON.parse((await inShell(results)).stdout).results).toHaveLength(3);
    expect((await readFile(path.join(given.folder, 'readings.csv'), 'utf8')).split('\n').length).toBeGreaterThan(4000);
  });

  it('has SQL that DuckDB runs on the file of a day', async () => {
    await inShell(blocks('sh').join('\n'));
    const connection = await (await DuckDBInstance.create()).connect();
    const [sql = ''] = blocks('sql');
    const file = path.join(given.folder, 'gold.parquet').replaceAll("'", "''");
    const rows = (await connection.runAndReadAll(sql.replace("'gold.parquet'", `'${file}'`))).getRowObjects();
    expect(rows.reduce((sum, { arrays }) => sum + Number(arrays), 0)).toBe(3);
    connection.closeSync();
  });

  it.skipIf(!hasPandas)('has Python that pandas and DuckDB run', async () => {
    await inShell(blocks('sh').join('\n'));
    const programs = blocks('python');
    const printed = await Promise.all(programs.map((code) => runToEnd(python, ['-c', code], given.folder, env)));
    expect(printed.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      programs.map(() => ({ status: 0, stderr: '' })),
    );
    const [pandas = '', duckdb = '', readings = ''] = printed.map(({ stdout }) => stdout);
    expect(pandas.trim().split('\n')).toHaveLength(1 + 2);
    expect(duckdb.trim().split('\n')).toHaveLength(1 + 3);
    expect(readings).toMatch(/^4320 \['deviceId'/);
  });
});
