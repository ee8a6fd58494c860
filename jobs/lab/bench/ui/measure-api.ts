import { millisecondsOfAsync } from '#jobs/lab/bench/clock.ts';
import { headersOf, type Visitor } from './session.ts';

const REQUESTS = 100;

export interface ApiFigures {
  route: string;
  p50Ms: number;
  p99Ms: number;
}

/** How long the routes of the plant page take, one request after the other, their bodies read. Each day is asked once. */
export async function measureApi(visitor: Visitor, days: readonly string[]): Promise<ApiFigures[]> {
  const paths = (index: number) => ({
    'plant-days': '/api/v1/plant-days?limit=400',
    'plant-days/{day}/grid': `/api/v1/plant-days/${days[index % days.length]}/grid`,
    'plant-days/{day}/trend': `/api/v1/plant-days/${days[index % days.length]}/trend?days=30`,
    'plant-layout': '/api/v1/plant-layout',
  });
  const figures: ApiFigures[] = [];
  for (const route of Object.keys(paths(0)) as (keyof ReturnType<typeof paths>)[]) {
    const times: number[] = [];
    for (let index = 0; index < REQUESTS; index += 1) {
      times.push(
        await millisecondsOfAsync(async () => {
          const answer = await fetch(visitor.origin + paths(index)[route], { headers: headersOf(visitor) });
          if (!answer.ok) throw new Error(`${route} answered ${answer.status}`);
          await answer.arrayBuffer();
        }),
      );
    }
    times.sort((a, b) => a - b);
    figures.push({ route, p50Ms: times[50] ?? Number.NaN, p99Ms: times[98] ?? Number.NaN });
  }
  return figures;
}
