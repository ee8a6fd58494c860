import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { systemPrincipal } from '#server/auth/principal.ts';
import { childEnvironment } from '#server/env.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';
import { openContext } from '#server/services/context.ts';
import { discoverDevices } from '#server/services/plants/discover-devices.ts';
import { database } from '#server/stores/database.ts';
import { ensurePlant } from '#server/stores/plants.ts';
import { insertRegistered } from '#server/stores/registered-arrays.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { plainArray } from '../setup/plain-array.ts';
import { runScript } from '../setup/run-script.ts';

const fresh = givenFreshPlant();

const DAY = '2026-06-01';
const AT = Date.parse('2026-06-01T10:00:00Z');
const at = (name: string) => path.join(fresh.folder, name);
const reading = (deviceId: string, minutes: number) => ({
  deviceId,
  timestamp: AT + minutes * 60_000,
  voltage: 180,
  current: 8,
  temperature: 30,
  irradiance: 700,
});
const READINGS = [
  reading('NEW-2', 0),
  reading('KNOWN', 1),
  reading('NEW-1', 3),
  reading('NEW-1', 2),
  reading('GONE', 1),
];
const EXPECTED = {
  devices: [
    { deviceId: 'NEW-1', readings: 2, firstMs: AT + 120_000, lastMs: AT + 180_000 },
    { deviceId: 'NEW-2', readings: 1, firstMs: AT, lastMs: AT },
  ],
  registeredReadings: 2,
  quarantined: 0,
};

beforeAll(async () => {
  await ensurePlant(database(), { id: 'demo', name: 'Own', utcOffsetMinutes: 60 });
  const gone = { ...plainArray('GONE', 1, 2), inServiceTo: '2026-05-01' };
  await insertRegistered(database(), 'demo', [plainArray('KNOWN', 1, 1), gone]);
});

it('devices that send and are not registered are found in what the pipeline reads of a day', async () => {
  await writeAvroFile(scadaFile(at('scada'), 'demo', DAY, 0), READINGS);
  const context = await openContext(systemPrincipal('test'));
  expect(await discoverDevices(context, { day: DAY })).toMatchObject(EXPECTED);
  await expect(discoverDevices(context, { day: '2026-06-02' })).rejects.toMatchObject({ code: 'no_data' });
});

it('and in files, from which the command writes a file to fill in that registers them', async () => {
  const lines = READINGS.map((one) => Object.values(one).join(','));
  await writeFile(at('r.csv'), `deviceId,timestamp,voltage,current,temperature,irradiance\n${lines.join('\n')}\n`);
  const plant = (...words: string[]) =>
    runScript(['jobs/commands/plant/main.ts', ...words], childEnvironment({ INIT_CWD: fresh.folder }));
  const found = await plant('discover', 'r.csv', '--out', 'new.csv');
  expect(found).toMatchObject({ status: 0, stderr: '' });
  expect(found.stdout).toContain('NEW-1  2 readings, 2026-06-01T10:02:00.000Z to 2026-06-01T10:03:00.000Z');
  expect(found.stdout).toContain('2 devices are not registered; 2 readings are of arrays that are');
  const empty = await readFile(at('new.csv'), 'utf8');
  expect(empty).toBe('deviceId,modulesInSeries,strings,name,group,module\r\nNEW-1,,,,,\r\nNEW-2,,,,,\r\n');
  await writeFile(at('new.csv'), empty.replaceAll(/(NEW-\d),,/g, '$1,5,3'));
  expect((await plant('update', 'new.csv')).stdout).toContain('2 added');
  expect((await plant('discover', 'r.csv')).stdout).toContain('0 devices are not registered');
});
