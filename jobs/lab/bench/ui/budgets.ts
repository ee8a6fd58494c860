import type { ApiFigures } from './measure-api.ts';
import type { PageFigures } from './measure-page.ts';

export interface BudgetLine {
  what: string;
  measured: number;
  unit: string;
  budget: number | null;
  met: boolean | null;
}

/** The figures against the budgets of the design: 10,000 arrays, CPU four times slower. Null: no budget, for knowing. */
export function budgetLines(page: PageFigures, api: readonly ApiFigures[]): BudgetLine[] {
  const line = (what: string, measured: number, unit: string, budget: number | null): BudgetLine => ({
    what,
    measured: Number(measured.toFixed(unit === 'kB' || unit === 'ms' ? 1 : 0)),
    unit,
    budget,
    met: budget === null ? null : measured <= budget,
  });
  return [
    line('largest paint', page.largestPaintMs, 'ms', 1500),
    line('interaction, the slowest', page.interactionMs, 'ms', 100),
    line('grid first paint, from its data', page.gridFirstPaintMs, 'ms', 100),
    line('base layer redrawn by hovering', page.hoverPaints, 'times', 0),
    line('frame while hovering, median', page.hoverFrameMs, 'ms', null),
    line('frame while panning, median', page.panFrameMs, 'ms', null),
    line('frame while panning, p95', page.panFrameP95Ms, 'ms', null),
    line('rows of the table in the DOM', page.tableRows, 'rows', 60),
    line('day switch, median', page.daySwitchMs, 'ms', 300),
    line('day switch, worst of 5', page.daySwitchWorstMs, 'ms', null),
    line('overview payload, gzip', page.overviewGzipBytes / 1024, 'kB', 100),
    line('JS of the route, gzip', page.routeJsGzipBytes / 1024, 'kB', 250),
    line('JS that comes later: trend, table, other pages', page.lazyJsGzipBytes / 1024, 'kB', null),
    ...api.flatMap(({ route, p50Ms, p99Ms }) => [
      line(`API ${route}, p50`, p50Ms, 'ms', 30),
      line(`API ${route}, p99`, p99Ms, 'ms', 150),
    ]),
  ];
}

/** The lines as a table to read. */
export function printLines(lines: readonly BudgetLine[]): string {
  const width = Math.max(...lines.map(({ what }) => what.length));
  return lines
    .map(({ what, measured, unit, budget, met }) => {
      const held = met === null ? '' : met ? 'met' : 'MISSED';
      const limit = budget === null ? '' : `budget ${budget} ${unit}`;
      return `${what.padEnd(width)}  ${`${measured} ${unit}`.padStart(11)}  ${limit.padEnd(15)} ${held}`.trimEnd();
    })
    .join('\n');
}
