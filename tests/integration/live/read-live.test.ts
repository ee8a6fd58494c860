import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrayLiveViewSchema, liveViewSchema } from '#domain/live.ts';
import { encodePulse } from '#domain/live-pulse.ts';
import { streamedChangesSchema, streamedPulseSchema } from '#domain/live-stream.ts';
import { encodeOutcomes, type Outcome } from '#domain/plant-grid.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database, dateOfDay } from '#server/stores/database.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { askApi } from '#tests/integration/setup/api-client.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { signedIn } from '#tests/integration/setup/signed-in.ts';

givenFreshPlant();
const DAY = '2026-03-01';
const END = new Date('2026-03-01T09:15:00Z');
const ARRAYS = 4;
let headers: Record<string, string> = {};
let ids: string[] = [];

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: ARRAYS });
  headers = { cookie: (await signedIn('viewer')).cookie };
  const db = database();
  const arrays = await db.pvArray.findMany({ orderBy: [{ row: 'asc' }, { column: 'asc' }] });
  ids = arrays.map(({ deviceId }) => deviceId);
  const { layoutVersion } = await getPlantRow(db, 'demo');
  const outcome = (name: string): Outcome => ({
    outcome: name,
    confidence: 0.9,
    coverage: 1,
    lossKwh: 1,
    lossUncertaintyKwh: 0.1,
  });
  const of = { plantId: 'demo', day: dateOfDay(DAY) };
  const window = { ...of, windowMinutes: 15, modelVersion: 'm', arrays: ARRAYS, faults: 1, layout: layoutVersion };
  const columns = encodeOutcomes(['normal', 'open_circuit', 'off', 'normal'].map(outcome));
  await db.liveWindow.create({ data: { ...window, endAt: END, ...columns } });
  await db.livePulse.create({
    data: {
      plantId: 'demo',
      topic: 't',
      partition: 0,
      deviceIds: ids.slice(0, 3),
      ...encodePulse({
        lastMs: Float64Array.of(END.getTime(), END.getTime() - 600_000, END.getTime() - 7_200_000),
        powerW: Float32Array.of(1000, 500, 2),
        expectedW: Float32Array.of(1100, 1100, 1100),
      }),
    },
  });
});

const opened: Response[] = [];
afterEach(async () => {
  for (const { body, bodyUsed } of opened.splice(0)) if (!bodyUsed) await body?.cancel();
});

const get = async (path: string) => (await askApi('GET', path, { headers })).json();

async function addChange(deviceId: string): Promise<string> {
  const data = { plantId: 'demo', at: END, kind: 'verdict_changed', deviceId, before: 'normal', after: 'open_circuit' };
  return (await database().liveChange.create({ data })).id.toString();
}

/** Events of a stream until one of a name has come. */
async function eventsUntil(path: string, name: string, more: Record<string, string> = {}) {
  const response = await askApi('GET', path, { headers: { ...headers, ...more } });
  opened.push(response);
  const reader = response.body?.getReader();
  let text = '';
  while (!new RegExp(`event: ${name}\n[^]*\n\n`).test(text)) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) throw new Error(`the stream ended: ${text}`);
    text += new TextDecoder().decode(value);
  }
  await reader?.cancel();
  return text.split('\n\n').flatMap((block) => {
    const [, id] = /^id: (.*)$/m.exec(block) ?? [];
    const [, event] = /^event: (.*)$/m.exec(block) ?? [];
    const [, data] = /^data: (.*)$/m.exec(block) ?? [];
    return event && data ? [{ id, event, data: JSON.parse(data) as unknown }] : [];
  });
}

describe('the day that is not over', () => {
  it('shows its newest window, and by the age of its reading whether an array is fresh, stale, silent or was never heard', async () => {
    const view = liveViewSchema.parse(await get('/api/v1/live'));
    expect(view.day).toBe(DAY);
    expect(view.windows.map(({ endAt, faults }) => [endAt, faults])).toEqual([[END.toISOString(), 1]]);
    expect(view.pulse).toMatchObject({ fresh: 1, stale: 1, silent: 1, never: 1, powerKw: 1, expectedKw: 1.1 });
  });

  it('tells of one array its outcome window by window and what it gives now', async () => {
    const view = arrayLiveViewSchema.parse(await get(`/api/v1/arrays/${ids[1]}/live`));
    expect(view.windows).toEqual([
      { endAt: END.toISOString(), condition: 'open_circuit', reason: null, confidence: 0.9 },
    ]);
    expect(view).toMatchObject({ readingAge: 'stale', powerW: 500, expectedW: 1100, verdict: null });
    expect((await askApi('GET', '/api/v1/arrays/NOBODY/live', { headers })).status).toBe(404);
  });

  it('shows a window by its end, and says so where none ended', async () => {
    const { codes, layout } = await get(`/api/v1/live/windows/${END.toISOString()}`);
    expect(Buffer.from(codes, 'base64')).toHaveLength(ARRAYS);
    expect(layout).toBe((await get('/api/v1/plant-layout')).version);
    expect((await askApi('GET', '/api/v1/live/windows/2026-03-01T09:16:00.000Z', { headers })).status).toBe(404);
    expect((await askApi('GET', '/api/v1/live/windows/noon', { headers })).status).toBe(400);
  });

  it('streams changes, and after a break those that were missed, none twice', async () => {
    const first = await addChange('A');
    const second = await addChange('B');
    const [changes] = await eventsUntil(`/api/v1/live/stream?after=0`, 'changes');
    expect(streamedChangesSchema.parse(changes?.data).map(({ id }) => id)).toEqual([first, second]);
    const third = await addChange('C');
    const [again] = await eventsUntil('/api/v1/live/stream', 'changes', { 'last-event-id': changes?.id ?? '' });
    expect(streamedChangesSchema.parse(again?.data).map(({ id }) => id)).toEqual([third]);
    const page = await get('/api/v1/live/changes?limit=2');
    expect(page.changes.map(({ id }: { id: string }) => id)).toEqual([first, second]);
    const next = await get(`/api/v1/live/changes?limit=2&cursor=${page.nextCursor}`);
    expect(next).toMatchObject({ changes: [{ id: third }], nextCursor: null });
  });

  it('streams the newest readings', async () => {
    const events = await eventsUntil('/api/v1/live/stream', 'pulse');
    const pulse = events.find(({ event }) => event === 'pulse');
    expect(streamedPulseSchema.parse(pulse?.data).fresh).toBe(1);
  });

  it('refuses a stream that begins after what is no change', async () => {
    expect((await askApi('GET', '/api/v1/live/stream?after=yesterday', { headers })).status).toBe(400);
  });
});
