import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importReadings } from '#jobs/dev/start/import-readings.ts';
import { prepareOwnPlant } from '#jobs/dev/start/prepare-own-plant.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { readAvroFile } from '#server/gateways/readings/read-avro-file.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { database } from '#server/stores/database.ts';
import { ensurePlant } from '#server/stores/plants.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { runScript } from '../setup/run-script.ts';

const fresh = givenFreshPlant();

const at = (name: string) => path.join(fresh.folder, name);
const SIGNAL = new AbortController().signal;
const HEADER = 'deviceId,timestamp,voltage,current,temperature,irradiance';
const line = (deviceId: string, time: string, voltage: number) => `${deviceId},${time},${voltage},8,30,700`;

async function importedOf(day: string, partition: number) {
  const found: string[] = [];
  const file = scadaFile(at('scada'), 'own', day, partition);
  for await (const { batch } of readAvroFile(file, { utcOffsetMinutes: 0, checkTimes: true })) {
    for (let i = 0; i < batch.count; i++) {
      found.push(`${batch.deviceIds[i]} ${new Date(batch.timestampsMs[i] ?? 0).toISOString()} ${batch.voltage[i]}`);
    }
  }
  return found;
}

describe('readings of files that are taken over', () => {
  const options = { plantId: 'own', utcOffsetMinutes: 60, today: '2026-06-03', signal: SIGNAL };

  it('lie by plant day, an array’s in one partition in their order; of a day that is not over there are none', async () => {
    const lines = [
      line('B', '2026-06-01T23:30:00Z', 2),
      line('A', '2026-06-01T10:00:00Z', 1),
      line('A', '2026-06-01T09:00:00Z', 3),
      line('A', '2026-06-02T23:30:00Z', 4),
    ];
    await writeFile(at('r.csv'), `${HEADER}\n${lines.join('\n')}\n`);
    const imported = await importReadings({ ...options, folder: at('r.csv') });
    expect(imported).toEqual({
      days: [
        { day: '2026-06-01', isNew: true },
        { day: '2026-06-02', isNew: true },
      ],
      tooEarly: 1,
      readings: 4,
      devices: ['B', 'A'],
    });
    expect(await importedOf('2026-06-01', 0)).toEqual(['A 2026-06-01T10:00:00.000Z 1', 'A 2026-06-01T09:00:00.000Z 3']);
    expect(await importedOf('2026-06-02', 0)).toEqual(['B 2026-06-01T23:30:00.000Z 2']);
  });

  it('stay as they are when they are the same, and are others when they are', async () => {
    expect((await importReadings({ ...options, folder: at('r.csv') })).days.map(({ isNew }) => isNew)).toEqual([
      false,
      false,
    ]);
    await writeFile(at('r.csv'), `${HEADER}\n${line('B', '2026-06-01T23:30:00Z', 5)}\n`);
    expect((await importReadings({ ...options, folder: at('r.csv') })).days).toEqual([
      { day: '2026-06-02', isNew: true },
    ]);
    expect(await importedOf('2026-06-02', 0)).toEqual(['B 2026-06-01T23:30:00.000Z 5']);
  });

  it('are not taken when a row is none, which is named', async () => {
    await rm(at('scada'), { recursive: true });
    await writeFile(at('r.csv'), `${HEADER}\n${line('B', '2026-06-01T23:30:00Z', 5)}\nB,soon,1,1,1,1\n`);
    await expect(importReadings({ ...options, folder: at('r.csv') })).rejects.toThrow('r.csv line 3: timestamp');
    await expect(importedOf('2026-06-02', 0)).rejects.toThrow();
  });
});

describe('a plant of one’s own', () => {
  const own = (changes: object = {}) =>
    prepareOwnPlant(
      { plantFile: at('plant.csv'), name: 'South', utcOffsetMinutes: 0, readings: at('readings'), ...changes },
      SIGNAL,
    );

  it('is registered and its days are run and published; started again it runs only what is new', async () => {
    adoptSetting('HELIOGRAPH_PLANT', 'own');
    const words = ['--out', 'readings', '--arrays', '3', '--format', 'parquet', '--from', '2026-06-01'];
    const env = childEnvironment({ INIT_CWD: fresh.folder });
    expect(await runScript(['jobs/lab/simulate/main.ts', ...words], env)).toMatchObject({ status: 0 });
    await writeFile(
      at('plant.csv'),
      'deviceId;modulesInSeries;strings\r\nSIM0000001;5;3\r\nSIM0000002;5;3\r\nZ-SILENT;5;3\r\n',
    );
    await own();
    const verdicts = () => database().verdict.findMany({ orderBy: { deviceId: 'asc' } });
    const first = await verdicts();
    expect(first.map(({ deviceId }) => deviceId)).toEqual(['SIM0000001', 'SIM0000002', 'Z-SILENT']);
    expect(first[2]).toMatchObject({ reason: 'insufficient_data' });
    expect(await database().plantDay.count({ where: { plantId: 'own', currentRunId: { not: null } } })).toBe(1);
    await own();
    expect(await verdicts()).toEqual(first);
  });

  it('never takes the demo plant’s place, nor its simulated readings', async () => {
    await ensurePlant(database(), { id: 'demo', name: 'Demo plant', utcOffsetMinutes: 60, simulated: true });
    adoptSetting('HELIOGRAPH_PLANT', 'demo');
    await expect(own()).rejects.toThrow('plant "demo" is the demo plant: set HELIOGRAPH_PLANT');
    await expect(own({ plantFile: null })).rejects.toThrow('is the demo plant');
  });
});
