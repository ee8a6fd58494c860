import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refusedLicences } from '#jobs/dev/supply/licences.ts';
import { judgeAudit, verdictOf } from '#jobs/dev/supply/weaknesses.ts';

const part = (name: string, ...expressions: string[]) => ({
  name,
  version: '1.0.0',
  licenses: expressions.map((expression) => ({ expression })),
});

describe('a licence', () => {
  it.each(['MIT', 'Apache-2.0 AND MIT', '(MIT OR GPL-3.0-only)', 'GPL-2.0-only OR BSD-3-Clause'])(
    '%s is agreed to',
    (told) => {
      expect(refusedLicences({ components: [part('some', told)] })).toEqual([]);
    },
  );

  it.each(['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND GPL-3.0-only', '(MIT OR (GPL-3.0-only AND X))', 'SSPL-1.0'])(
    '%s is refused by name',
    (told) => {
      expect(refusedLicences({ components: [part('some', told)] })).toEqual([`some@1.0.0: ${told}`]);
    },
  );

  it('that is not told is refused, and so is another one than that of an exception', () => {
    expect(refusedLicences({ components: [part('some')] })).toEqual(['some@1.0.0: no licence told']);
    expect(refusedLicences({ components: [part('elkjs', 'EPL-2.0')] })).toEqual([]);
    expect(refusedLicences({ components: [part('elkjs', 'GPL-3.0-only')] })).toHaveLength(1);
    expect(refusedLicences({ components: [part('other', 'EPL-2.0')] })).toHaveLength(1);
  });
});

describe('known weaknesses', () => {
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { leaky: { severity, range: '<2.0.0' } }, metadata: {} });

  it.each(['high', 'critical'])('that are %s are refused by name', (severity) => {
    expect(() => verdictOf(judgeAudit(report(severity)))).toThrow(`leaky <2.0.0 (${severity})`);
  });

  it('that are lesser are told', () => {
    expect(verdictOf(judgeAudit(report('moderate')))).toBe('no known weakness that is high or critical; 1 lesser ones');
  });

  it('are not taken for none when the registry does not answer', () => {
    const silence = judgeAudit('{"message":"405 Method Not Allowed - POST https://registry.example/x","error":{}}');
    expect(verdictOf(silence)).toMatch(/^NOT CHECKED: .*405 Method Not Allowed - POST \(registry\)/);
    expect(verdictOf(judgeAudit(''))).toMatch(/^NOT CHECKED/);
  });
});

it('every package that wants to run a script at its installation has been decided about', async () => {
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
    .parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(await readFile('package.json', 'utf8')));
  const wanting = Object.entries(lock.packages).flatMap(([place, { hasInstallScript }]) =>
    hasInstallScript ? [place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
  );
  expect(wanting.length).toBeGreaterThan(0);
  expect(wanting.filter((name) => !(name in allowScripts))).toEqual([]);
});
