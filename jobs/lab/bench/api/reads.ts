import { shiftPlantDay } from '#domain/plant-day.ts';
import { encodeCursor } from '#server/http/cursor.ts';
import { listArrayRows } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';
import { listRunRows } from '#server/stores/runs.ts';

/** The path of one client's nth request of a kind. */
export type PathOf = (client: number, n: number) => string;

export interface AskedPlant {
  plantId: string;
  days: number;
  /** The newest day: the one that has series, of `sending` arrays. */
  lastDay: string;
  sending: readonly string[];
}

/** Every read of the API that answers from the index or from silver, each spread over arrays, days, runs and cases. */
export async function listReads({ plantId, days, lastDay, sending }: AskedPlant): Promise<Record<string, PathOf>> {
  const db = database();
  const devices = (await listArrayRows(db, plantId)).map(({ deviceId }) => deviceId);
  const runs = (await listRunRows(db, plantId, { limit: 50 })).map(({ id }) => id);
  const faults = (await db.fault.findMany({ select: { id: true }, take: 200 })).map(({ id }) => id);
  const pick = (list: readonly string[], client: number, n: number) =>
    list[(client * 997 + n * 389) % list.length] ?? '';
  const day: PathOf = (client, n) => shiftPlantDay(lastDay, -((client * 7 + n * 3) % days));
  const device: PathOf = (client, n) => pick(devices, client, n);
  const run: PathOf = (client, n) => pick(runs, client, n);
  const sent: PathOf = (client, n) => `/api/v1/arrays/${pick(sending, client, n)}/days/${lastDay}`;
  return {
    plants: () => '/api/v1/plants',
    'arrays, a page': (c, n) => `/api/v1/arrays?cursor=${encodeCursor('arrays', device(c, n))}`,
    array: (c, n) => `/api/v1/arrays/${device(c, n)}`,
    layout: () => '/api/v1/plant-layout',
    results: (c, n) => `/api/v1/results?deviceId=${device(c, n)}&day=${day(c, n)}`,
    'results of a day, a page': (c, n) => `/api/v1/plant-days/${day(c, n)}/results`,
    'results of a day, faults': (c, n) =>
      `/api/v1/plant-days/${day(c, n)}/results?condition=arc_fault&minConfidence=0.7`,
    'days, 90': () => '/api/v1/plant-days',
    'day in columns': (c, n) => `/api/v1/plant-days/${day(c, n)}/grid`,
    'day, every array': (c, n) => `/api/v1/plant-days/${day(c, n)}`,
    'trend, 30 days': (c, n) => `/api/v1/plant-days/${day(c, n)}/trend`,
    'array-day': (c, n) => `/api/v1/arrays/${device(c, n)}/days/${day(c, n)}`,
    'array-day, 90 days back': (c, n) => `/api/v1/arrays/${device(c, n)}/days/${day(c, n)}/history`,
    series: (c, n) => `${sent(c, n)}/series`,
    'scalogram, JSON': (c, n) => `${sent(c, n)}/scalogram`,
    'network image, JSON': (c, n) => `${sent(c, n)}/network-image`,
    operation: (c, n) => `${sent(c, n)}/operation`,
    'expected power': (c, n) => `${sent(c, n)}/power`,
    faults: () => '/api/v1/faults',
    'faults by array': (c, n) => `/api/v1/faults?sort=array&text=${device(c, n).slice(0, 7)}`,
    'faults, counted': () => '/api/v1/faults/summary',
    fault: (c, n) => `/api/v1/faults/${pick(faults, c, n)}`,
    runs: () => '/api/v1/runs',
    run: (c, n) => `/api/v1/runs/${run(c, n)}`,
    'run, events': (c, n) => `/api/v1/runs/${run(c, n)}/events`,
    'run, shards': (c, n) => `/api/v1/runs/${run(c, n)}/shards`,
    model: () => '/api/v1/model',
    'models, days of each': () => '/api/v1/model/versions',
  };
}
