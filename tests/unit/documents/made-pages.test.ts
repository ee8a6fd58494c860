import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingsShape } from '#server/env.ts';
import { commandsPage } from '../../documents/commands.ts';
import { settingsPage } from '../../documents/settings.ts';

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

describe('the pages made of the code', () => {
  it('has a row for every setting, with its default', () => {
    const rows = settingsPage().match(/^\| `[A-Z]/gm) ?? [];
    expect(rows).toHaveLength(Object.keys(settingsShape.shape).length);
    expect(settingsPage()).toContain('| `PORT` | `3000` | Port of the console. 0 to 65535. |');
    expect(settingsPage()).not.toContain('[object');
  });

  it('has a section for every verb and a row for every option of a command', async () => {
    const { scripts } = packageSchema.parse(JSON.parse(await readFile('package.json', 'utf8')));
    const page = commandsPage(scripts);
    expect(page).toContain('### `npm run plant -- remove-arrays');
    expect(page).toContain('| `--dry-run` | prints what would go, and changes nothing |');
  });

  it('refuses a script that it does not know', () => {
    expect(() => commandsPage({ tidy: 'node tidy.ts' })).toThrow('the script tidy is not in');
  });
});
