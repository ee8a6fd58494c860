import { beforeAll, describe, expect, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readGold } from '#server/gateways/parquet/gold-file.ts';
import { readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { addNote } from '#server/services/arrays/add-note.ts';
import { explainArrayDay } from '#server/services/arrays/explain-array-day.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getHistory } from '#server/services/arrays/get-history.ts';
import { getNetworkImage, getNetworkImageBytes } from '#server/services/arrays/get-network-image.ts';
import { getOperation } from '#server/services/arrays/get-operation.ts';
import { getPower } from '#server/services/arrays/get-power.ts';
import { getScalogram, getScalogramBytes } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { streamReadings } from '#server/services/arrays/stream-readings.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const viewer: Principal = { ...systemPrincipal('reader'), kind: 'user', role: 'viewer' };
const operator: Principal = { ...systemPrincipal('operator'), kind: 'user', role: 'operator' };
let runId = '';
let deviceId = '';

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 14 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  ({ runId } = await runDay({ plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' }));
  const { cells } = await readPlantDay({ day: DAY });
  deviceId = cells.find(({ condition }) => condition === 'open_circuit')?.deviceId ?? '';
});

describe('the energy of a published array-day', () => {
  it('is the same in gold, in the index and on the page, and an open string costs a large part of it', async () => {
    const { files } = await readManifest({ plantId: 'demo', day: DAY, runId });
    const file = files.find(({ key }) => key.includes('/verdicts-'));
    const gold = await readGold(openObjectStore('gold'), file?.key ?? '');
    const { cells } = await readPlantDay({ day: DAY });
    const { energy } = await getArrayDay(await contextOf(), { deviceId, day: DAY });
    expect(energy).toEqual(gold.find((verdict) => verdict.deviceId === deviceId)?.energy);
    expect(cells.find((cell) => cell.deviceId === deviceId)?.lossKwh).toBeCloseTo(energy?.lossKwh ?? Number.NaN, 3);
    expect(energy?.lossKwh).toBeGreaterThan(energy?.uncertaintyKwh ?? Number.POSITIVE_INFINITY);
    const partial = gold.find(({ reason }) => reason === 'insufficient_data');
    // Of a link that was down most of the day only what was seen is counted: the rest is no loss.
    expect(partial?.energy?.expectedKwh).toBeLessThan(0.7 * (energy?.expectedKwh ?? 0));
    expect(Math.abs(partial?.energy?.lossKwh ?? Number.NaN)).toBeLessThan(partial?.energy?.uncertaintyKwh ?? 0);
  });

  it('is the sum of the power that the page draws, beside the band of its neighbours', async () => {
    const power = await getPower(await contextOf(), { deviceId, day: DAY });
    const { energy } = await getArrayDay(await contextOf(), { deviceId, day: DAY });
    const kwh = (watts: (number | null)[]) => watts.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 180_000;
    expect(kwh(power.expected)).toBeCloseTo(energy?.expectedKwh ?? Number.NaN, 1);
    expect(kwh(power.measured)).toBeCloseTo(energy?.measuredKwh ?? Number.NaN, 1);
    expect(power.band?.deviceIds.length).toBeGreaterThanOrEqual(3);
    const noon = 144;
    expect(power.band?.lower[noon]).toBeLessThanOrEqual(power.band?.upper[noon] ?? -1);
  });
});

describe('why the network said so', () => {
  it('names the condition of the verdict and where the evidence is', async () => {
    const explanation = await explainArrayDay(await contextOf(), { deviceId, day: DAY });
    expect(explanation.condition).toBe('open_circuit');
    const image = await getNetworkImage(await contextOf(), { deviceId, day: DAY });
    expect(explanation.channels.map(({ name }) => name)).toEqual(image.channels.map(({ name }) => name));
    for (const { levels } of explanation.channels) {
      expect(Buffer.from(levels, 'base64')).toHaveLength(explanation.rows * explanation.columns);
    }
    expect(explanation.strongest?.strength).toBeGreaterThan(0);
  });

  it('is not invented for an array that the network was not asked about', async () => {
    const { cells } = await readPlantDay({ day: DAY });
    const unasked = cells.find(({ reason }) => reason === 'insufficient_data')?.deviceId ?? '';
    await expect(explainArrayDay(await contextOf(), { deviceId: unasked, day: DAY })).rejects.toMatchObject({
      code: 'no_data',
    });
  });
});

describe('the images of an array-day', () => {
  it('are the scalograms of the series as measured, made when they are asked for, in JSON and as bytes alike', async () => {
    const [view, { bytes }] = await Promise.all([
      getScalogram(await contextOf(), { deviceId, day: DAY }),
      getScalogramBytes(await contextOf(), { deviceId, day: DAY }),
    ]);
    expect(view).toMatchObject({ scales: 64, bins: 64, binSeconds: 1350, voltage: { unit: 'V' } });
    const current = Buffer.from(view.current.pixelsBase64, 'base64');
    expect(current).toHaveLength(4096);
    expect([...current]).toEqual(Array.from({ length: 4096 }, (_, cell) => bytes[4 * cell + 1]));
    expect(Math.max(...current)).toBeGreaterThan(128);
  });

  it('and the very image that the network of the run was given, with the names of its channels', async () => {
    const [view, { channels, bytes }] = await Promise.all([
      getNetworkImage(await contextOf(), { deviceId, day: DAY }),
      getNetworkImageBytes(await contextOf(), { deviceId, day: DAY }),
    ]);
    const { modelVersion } = await readManifest({ plantId: 'demo', day: DAY, runId });
    expect(view.modelVersion).toBe(modelVersion);
    expect(view.channels.map(({ name }) => name)).toEqual(channels);
    expect(view.periodsSeconds).toHaveLength(view.rows - view.levelRows);
    const { rows } = await givenImages();
    expect(bytes).toEqual(rows.find((row) => row.deviceId === deviceId)?.image);
    view.channels.forEach(({ pixelsBase64 }, index) => {
      const plane = Buffer.from(pixelsBase64, 'base64');
      expect([...plane]).toEqual(Array.from({ length: 4096 }, (_, cell) => bytes[4 * cell + index]));
    });
  });

  /** Those of the array's partition, as predict left them. */
  async function givenImages() {
    const { files } = await readManifest({ plantId: 'demo', day: DAY, runId });
    const all = await Promise.all(
      files
        .filter(({ content }) => content === 'scalograms')
        .map(({ bucket, key }) => readScalograms(openObjectStore(bucket), key)),
    );
    return { rows: all.flatMap(({ rows }) => rows) };
  }
});

describe('how an array operated', () => {
  it('is told as ratios beside the neighbours, an open string as a third less current, and nothing in the dark', async () => {
    const view = await getOperation(await contextOf(), { deviceId, day: DAY });
    const { irradiance } = await getSeries(await contextOf(), { deviceId, day: DAY });
    expect(view.current).toHaveLength(4320);
    const dark = irradiance.flatMap((light, slot) => (light !== null && light < 40 ? [slot] : []));
    expect(dark.length).toBeGreaterThan(100);
    for (const slot of dark) expect(view.current[slot]).toBeNull();
    const evening = view.current.slice(2800, 3000).filter((ratio) => ratio !== null);
    const usual = view.neighbours?.photocurrent.slice(2800, 3000).filter((ratio) => ratio !== null) ?? [];
    expect(view.neighbours?.arrays).toBeGreaterThanOrEqual(4);
    expect(middle(evening)).toBeLessThan(0.8 * middle(usual));
    expect(middle(view.photocurrentDeviation.slice(2800, 3000).filter((part) => part !== null))).toBeLessThan(-0.2);
  });

  it('marks every minute that is not running or dark once, in order', async () => {
    const { cells } = await readPlantDay({ day: DAY });
    const views = await Promise.all(
      cells
        .filter(({ reason }) => reason !== 'insufficient_data')
        .map(async (cell) => getOperation(await contextOf(), { deviceId: cell.deviceId, day: DAY })),
    );
    for (const { bands, minutes } of views) {
      for (const [index, band] of bands.entries()) {
        expect(band.toMs).toBeGreaterThan(band.fromMs);
        expect(band.fromMs).toBeGreaterThanOrEqual(bands[index - 1]?.toMs ?? 0);
      }
      const marked = bands.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 60_000;
      const counted = minutes.limited + minutes.off + minutes.sweep + minutes.unknown;
      expect(Math.abs(marked - counted)).toBeLessThan(0.25);
    }
  });

  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
});

describe('notes', () => {
  it('are kept with who wrote them, shown in the history, and leave a row in the audit log', async () => {
    await addNote(await contextOf(operator), { deviceId, day: DAY, text: ' <script>string 2</script> ' });
    const { days } = await getHistory(await contextOf(), { deviceId, day: DAY });
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toMatchObject({
      day: DAY,
      condition: 'open_circuit',
      notes: [{ text: '<script>string 2</script>', by: 'operator' }],
    });
    expect(days[0]).toMatchObject({ condition: null, reason: null, notes: [] });
    const entries = await database().auditEntry.findMany({ where: { targetId: `${deviceId} ${DAY}` } });
    expect(entries).toMatchObject([{ action: 'notes.write', actorName: 'operator' }]);
  });

  it('are refused from a reader, when empty, too long, and for an array that is not there', async () => {
    const note = { deviceId, day: DAY, text: 'x' };
    await expect(addNote(await contextOf(viewer), note)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addNote(await contextOf(operator), { ...note, text: '  ' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(addNote(await contextOf(operator), { ...note, text: 'x'.repeat(1001) })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(addNote(await contextOf(operator), { ...note, deviceId: 'ABSENT0000' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('readings as CSV', () => {
  it('are a line a slot in plant time, empty where there is no reading', async () => {
    const { fileName, chunks } = await streamReadings(await contextOf(), { deviceId, day: DAY });
    let text = '';
    for await (const chunk of chunks) text += chunk;
    const lines = text.trimEnd().split('\r\n');
    expect(fileName).toBe(`heliograph-${deviceId}-${DAY}.csv`);
    expect(lines).toHaveLength(4321);
    expect(lines[1]).toMatch(new RegExp(`^${deviceId},${DAY}T00:00:00\\+01:00,`));
    expect(lines.at(-1)).toMatch(new RegExp(`^${deviceId},${DAY}T23:59:40\\+01:00,`));
    const { counts } = await getArrayDay(await contextOf(), { deviceId, day: DAY });
    expect(lines.filter((line) => line.endsWith(',,,,'))).toHaveLength(counts?.missing ?? -1);
  });
});
