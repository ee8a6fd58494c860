import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { prepareOwnPlant } from '#jobs/dev/start/prepare-own-plant.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { adoptSetting, dataPath } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { openClient } from '#server/stores/postgres.ts';

// Writes what a small plant leaves in the database and the object store into tests/golden/previous-release: run in the tree
// of a release, with the file of a plant and a folder of its readings, it is what the next one has to show.
const [plantFile = '', readings = ''] = process.argv.slice(2).map((name) => path.resolve(name));
const into = path.resolve('tests/golden/previous-release');
const data = await mkdtemp(path.join(tmpdir(), 'heliograph-previous-'));
adoptSetting('HELIOGRAPH_DATA', data);
adoptSetting('HELIOGRAPH_PLANT', 'south');
adoptSetting('LOG_LEVEL', 'silent');

const connection = await openDatabase();
const south = { plantFile, readings, name: 'South field', utcOffsetMinutes: 0 };
await prepareOwnPlant(south, new AbortController().signal);
const client = await openClient(connection.url);
const { rows } = await client.query(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
const tables: Record<string, unknown[]> = {};
for (const { name } of rows) {
  const found = await client.query(`select to_jsonb(t) as row from ${client.escapeIdentifier(name)} t`);
  if (found.rows.length > 0) tables[name] = found.rows.map(({ row }) => row);
}
await client.end();
await closeJobQueue();
await closeDatabase();
await connection.stop();
await rm(path.join(into, 'objects'), { recursive: true, force: true });
await cp(dataPath('objects'), path.join(into, 'objects'), { recursive: true });
await writeFile(path.join(into, 'database.json.gz'), gzipSync(JSON.stringify({ tables }), { level: 9 }));
await rm(data, { recursive: true });
