import type { APIRequestContext } from '@playwright/test';
import { faultListSchema } from '#domain/faults.ts';
import { plantDayViewSchema, runListSchema } from '#domain/views.ts';

export interface VisitedPage {
  name: string;
  /** `{run}`, `{faulty}`, `{uncertain}` and `{fault}` are the newest run, such arrays of the newest day and the first case. */
  path: string;
  /** What is on the page once it is whole. */
  ready: string;
  /** Parts that are made like their neighbours, of which one is enough to be checked. */
  alike?: string;
}

/** Every page of the console that an operator sees. A new page is a line here. */
export const PAGES: readonly VisitedPage[] = [
  { name: 'plant', path: '/', ready: 'canvas[data-paints]' },
  { name: 'plant as a table', path: '/?view=table&trend=table', ready: 'table[aria-rowcount]' },
  { name: 'plant by energy loss, filtered', path: '/?by=loss&show=normal', ready: 'canvas[data-paints]' },
  { name: 'array', path: '/arrays/DEMO000001', ready: 'canvas' },
  { name: 'faulty array', path: '/arrays/{faulty}?why=1', ready: 'canvas' },
  { name: 'array as the network sees it', path: '/arrays/DEMO000001?seen=network', ready: 'canvas' },
  { name: 'array without a verdict', path: '/arrays/{uncertain}', ready: 'main h1' },
  { name: 'faults', path: '/faults', ready: 'main table' },
  { name: 'fault', path: '/faults/{fault}', ready: 'main h1' },
  { name: 'no fault that fits', path: '/faults?text=NOSUCHARRAY', ready: 'main h1' },
  { name: 'runs', path: '/runs', ready: 'main li' },
  { name: 'run', path: '/runs/{run}', ready: 'main h1' },
  { name: 'exports', path: '/exports', ready: 'main table' },
  { name: 'model', path: '/model', ready: 'main table' },
  { name: 'commissioning', path: '/commissioning', ready: 'main h1' },
  { name: 'tokens', path: '/tokens', ready: 'main h1' },
  { name: 'API', path: '/api-docs', ready: 'main h1', alike: 'article ~ article' },
  { name: 'forbidden', path: '/users', ready: 'main h1' },
  { name: 'not found', path: '/nowhere', ready: 'main h1' },
  { name: 'no such array', path: '/arrays/NOSUCHARRY', ready: 'main h1' },
  { name: 'no such run', path: '/runs/00000000-0000-4000-8000-000000000000', ready: 'main h1' },
];
/** What is seen without a session. */
export const SIGNED_OUT_PAGES: readonly VisitedPage[] = [
  { name: 'sign-in', path: '/sign-in', ready: 'main h1' },
  { name: 'refused', path: '/refused', ready: 'main h1' },
];
/** What takes an administrator. */
export const ADMINISTRATION: readonly VisitedPage[] = [
  { name: 'people', path: '/users', ready: 'main li' },
  { name: 'audit log', path: '/audit', ready: 'main li' },
  { name: 'register arrays', path: '/plants/register', ready: 'main h1' },
];

/** The address of a page, with what the console at hand holds put in. */
export async function addressOf(path: string, request: APIRequestContext): Promise<string> {
  const read = async (address: string) => (await request.get(address)).json();
  if (path.includes('{run}')) {
    return path.replace('{run}', runListSchema.parse(await read('/api/v1/runs?limit=1')).runs[0]?.id ?? '');
  }
  if (path.includes('{fault}')) {
    return path.replace('{fault}', faultListSchema.parse(await read('/api/v1/faults')).faults[0]?.id ?? '');
  }
  if (!path.includes('{')) return path;
  const { cells } = plantDayViewSchema.parse(await read('/api/v1/plant-days/latest'));
  const faulty = cells.find(({ condition }) => condition !== null && condition !== 'normal');
  const uncertain = cells.find(({ condition }) => condition === null);
  return path.replace('{faulty}', faulty?.deviceId ?? '').replace('{uncertain}', uncertain?.deviceId ?? 'DEMO000002');
}
