import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { ingestedReadings } from '#domain/reading-counts.ts';
import { verdictSchema } from '#domain/verdict.ts';
import { ensureDayRun, runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { decodeGold } from '#server/gateways/parquet/gold-file.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getScalogram } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const ARRAYS = 14;
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
const fingerprint = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const firstFile = () => scadaFile(scadaRoot(), 'demo', DAY, 0);

givenFreshPlant();

// Each test finds the day published, whichever ran before it; those that run it again leave a result that says the same.
beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: ARRAYS });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  await runDay(run);
});

describe('a plant day from SCADA files to published verdicts', () => {
  it('gives every registered array a verdict, in gold and in the index alike', async () => {
    const { cells } = await readPlantDay({ day: DAY });
    const { bytes } = await openGold(await contextOf(), { day: DAY });
    const gold = await decodeGold(Uint8Array.from(bytes).buffer, 'gold');
    expect(cells).toHaveLength(ARRAYS);
    expect(gold).toHaveLength(ARRAYS);
    for (const verdict of gold) {
      expect(verdictSchema.safeParse(verdict).success).toBe(true);
      const cell = cells.find(({ deviceId }) => deviceId === verdict.deviceId);
      expect(cell).toMatchObject({ condition: verdict.condition, reason: verdict.reason });
      expect(cell?.coverage).toBeCloseTo(verdict.coverage, 3);
    }
  });

  it('calls an array whose link was down all day neither normal nor faulty', async () => {
    const truth: { deviceId: string; linkDown: boolean }[] = JSON.parse(
      await readFile(`${scadaRoot()}/plant=demo/day=${DAY}/truth.json`, 'utf8'),
    );
    const silent = truth.find(({ linkDown }) => linkDown);
    const { cells } = await readPlantDay({ day: DAY });
    const cell = cells.find(({ deviceId }) => deviceId === silent?.deviceId);
    expect(cell).toMatchObject({ condition: null, reason: 'insufficient_data' });
  });

  it('gives byte-identical gold when it is run again, and shows the new run', async () => {
    const before = fingerprint((await openGold(await contextOf(), { day: DAY })).bytes);
    const { runId } = await runDay(run);
    expect(fingerprint((await openGold(await contextOf(), { day: DAY })).bytes)).toBe(before);
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(runId);
  });

  it('counts every reading that was received', async () => {
    const detail = await getRun(await contextOf(), { runId: (await readPlantDay({ day: DAY })).run?.id ?? '' });
    expect(detail.readingsExpected).toBe(ARRAYS * 4320);
    expect(detail.counts && ingestedReadings(detail.counts)).toBe(detail.readingsReceived);
    expect(detail.stages.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'ingest succeeded',
      'predict succeeded',
      'publish succeeded',
      'notify succeeded',
    ]);
  });

  it('keeps what an array page shows: series with their gaps, four scalograms, counts', async () => {
    const { cells } = await readPlantDay({ day: 'latest' });
    const judged = cells.find(({ reason }) => reason !== 'insufficient_data');
    const input = { deviceId: judged?.deviceId ?? '', day: DAY };
    const [view, series, scalogram] = await Promise.all([
      getArrayDay(await contextOf(), input),
      getSeries(await contextOf(), input),
      getScalogram(await contextOf(), input),
    ]);
    expect(view.verdict?.probabilities).toHaveLength(6);
    expect(series.voltage).toHaveLength(4320);
    expect(series.voltage.filter((value) => value === null)).toHaveLength(view.counts?.missing ?? -1);
    expect(Buffer.from(scalogram.current.pixelsBase64, 'base64')).toHaveLength(64 * 64);
    expect(scalogram.periodsSeconds[0]).toBeCloseTo(50.3, 1);
  });

  it('is not run again by a start that finds it published', async () => {
    expect((await ensureDayRun(run)).ran).toBe(false);
  });
});

describe('a run that cannot succeed', () => {
  it('names the damaged file, and operators keep the result they had', async () => {
    const before = (await readPlantDay({ day: DAY })).run?.id;
    await rename(firstFile(), `${firstFile()}.kept`);
    await writeFile(firstFile(), 'this is not Avro');
    try {
      await expect(runDay(run)).rejects.toMatchObject({
        code: 'damaged_file',
        message: expect.stringContaining(firstFile()),
      });
    } finally {
      await rename(`${firstFile()}.kept`, firstFile());
    }
    const view = await readPlantDay({ day: DAY });
    expect(view.run?.id).toBe(before);
    expect(view.newerRun).toMatchObject({ state: 'failed', error: expect.stringContaining('Avro') });
  });

  it('whose files hold the readings of another day does not take the place of what is shown', async () => {
    const before = (await readPlantDay({ day: DAY })).run?.id;
    await ensureSimulatedDay({ plantId: 'demo', day: '2026-06-19', onProgress: () => undefined });
    const folder = scadaDayFolder(scadaRoot(), 'demo', DAY);
    await rename(folder, `${folder}.kept`);
    await rename(scadaDayFolder(scadaRoot(), 'demo', '2026-06-19'), folder);
    try {
      await expect(runDay(run)).rejects.toMatchObject({
        code: 'no_data',
        message: expect.stringMatching(/^none of the [1-9]\d+ messages read is a reading of this day/),
      });
    } finally {
      await rm(folder, { recursive: true });
      await rename(`${folder}.kept`, folder);
    }
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(before);
  });

  it('says interrupted when it is stopped, and can be run again', async () => {
    const stop = new AbortController();
    const stopped = runDay({ ...run, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    const [newest] = (await listRuns(await contextOf(), { day: DAY })).runs;
    expect(newest).toMatchObject({ state: 'cancelled', current: false });
    await runDay(run);
    expect((await readPlantDay({ day: DAY })).newerRun).toBeNull();
  });
});
