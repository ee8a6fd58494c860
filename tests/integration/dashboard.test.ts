import { readFile } from 'node:fs/promises';
import { register } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countRequest } from '#server/http/http-metrics.ts';
import { openSystem } from '#server/services/context.ts';
import { registerPipelineMetrics } from '#server/services/metrics/pipeline-metrics.ts';
import { givenPreviousRelease } from './setup/previous-release.ts';

const target = z.object({ refId: z.string(), expr: z.string(), datasource: z.object({ uid: z.string() }) });
const panel = z.object({
  id: z.number(),
  title: z.string(),
  type: z.enum(['timeseries', 'stat', 'bargauge']),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).min(1),
});
/** What Grafana's import asks for: inputs that panels name, and panels with a place. */
const dashboard = z.object({
  __inputs: z.array(z.object({ name: z.string(), type: z.literal('datasource'), pluginId: z.literal('prometheus') })),
  title: z.string().min(1),
  uid: z.string().max(40),
  schemaVersion: z.number().int().min(36),
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.string() })) }),
  panels: z.array(panel),
});
const {
  __inputs: inputs,
  panels,
  templating,
} = dashboard.parse(JSON.parse(await readFile('docs/grafana/heliograph.json', 'utf8')));

givenPreviousRelease();

describe('the dashboard for Grafana', () => {
  it('asks for metrics that there are, by labels that they have, some of them with figures of a published day', async () => {
    registerPipelineMetrics(openSystem());
    countRequest({ method: 'GET', route: '/', status: 200, durationMs: 1 });
    const known = new Map(register.getMetricsAsArray().map((metric) => [metric.name, labelsOf(metric)]));
    for (const { expr } of panels.flatMap(({ targets }) => targets)) {
      const names = expr.match(/heliograph_\w+/g) ?? [];
      for (const name of names) expect([...known.keys()]).toContain(name.replace(/_bucket$/, ''));
      const [by = ''] = expr.match(/by \(([^)]*)\)/)?.slice(1) ?? [];
      const labels = by.split(', ').filter((label) => label !== '' && label !== 'le');
      for (const label of labels) expect(known.get((names[0] ?? '').replace(/_bucket$/, ''))).toContain(label);
    }
    expect(await register.metrics()).toMatch(/^heliograph_verdicts\{(\w+="[^"]*",)*verdict="\w+"\} [123]$/m);
    expect([...known.keys()]).toContain(templating.list[0]?.query.match(/heliograph_\w+/)?.[0]);
  });

  it('takes the data source that the import asks for, and lays no panel over another', () => {
    const [input] = inputs;
    for (const { targets } of panels)
      for (const { datasource } of targets) expect(datasource.uid).toBe(`\${${input?.name}}`);
    const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

/** Prom-client keeps them, but its types do not say so. */
function labelsOf(metric: object): readonly string[] {
  return z.object({ labelNames: z.array(z.string()) }).parse(metric).labelNames;
}
