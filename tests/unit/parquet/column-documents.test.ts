import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#domain/export-columns.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { exportTable, goldTable } from '#server/gateways/parquet/column-tables.ts';

it.each([
  ['export-schema.md', exportTable(EXPORT_COLUMNS)],
  ['gold-schema.md', goldTable(VERDICT_COLUMNS)],
])('%s documents the columns there are, in their order', async (name, table) => {
  const file = fileURLToPath(new URL(`../../../server/gateways/parquet/${name}`, import.meta.url));
  const text = await readFile(file, 'utf8');
  await expect(text.replace(/(^\|.*\n)+/m, () => `${table}\n`)).toMatchFileSnapshot(file);
});
