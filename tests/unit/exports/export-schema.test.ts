import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#server/domain/export-columns.ts';

it('the documented columns of an export are those it has, in their order', async () => {
  const text = await readFile(new URL('../../../server/gateways/parquet/export-schema.md', import.meta.url), 'utf8');
  const documented = [...text.matchAll(/^\| `(\w+)` \| (\w+)/gm)].map(([, name, type]) => ({ name, type }));
  expect(documented).toEqual(EXPORT_COLUMNS.map(({ name, type }) => ({ name, type })));
});
