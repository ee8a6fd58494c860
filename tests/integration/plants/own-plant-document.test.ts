import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { prepareOwnPlant } from '#jobs/dev/start/prepare-own-plant.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { database } from '#server/stores/database.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { runScript } from '../setup/run-script.ts';

const fresh = givenFreshPlant();

const at = (name: string) => path.join(fresh.folder, name);
const SIGNAL = new AbortController().signal;
const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

/** The lines of code in a document. */
const codeOf = (text: string) => text.split('\n').flatMap((line) => (line.startsWith('    ') ? [line.trim()] : []));

it('every command of the document for a plant of one’s own works as it stands there', async () => {
  const code = codeOf(await readFile('docs/own-plant.md', 'utf8'));
  const csv = code.filter((text) => /^(deviceId|SIM)/.test(text)).join('\n');
  await writeFile(at('plant.csv'), `${csv}\n`);
  const env = childEnvironment({ INIT_CWD: fresh.folder, HELIOGRAPH_PLANT: 'south' });
  const { scripts } = packageSchema.parse(JSON.parse(await readFile('package.json', 'utf8')));
  const commands = code.filter((text) => text.startsWith('npm '));
  expect(commands).toHaveLength(7);
  expect(commands).toContain(codeOf(await readFile('README.md', 'utf8')).find((text) => text.includes('--plant')));
  for (const command of commands) {
    const [, script = '', rest = ''] = /^npm (?:run )?(\S+) -- (.*)$/.exec(command) ?? [];
    const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    if (script === 'start') {
      // What npm start does before it serves the console, which tests/integration/start.test.ts looks at.
      const [, plantFile = '', , readings = '', , name, , offset] = words;
      expect(words.filter((word) => word.startsWith('--'))).toEqual([
        '--plant',
        '--readings',
        '--name',
        '--utc-offset',
      ]);
      expect(offset).toBe('+00:00');
      adoptSetting('HELIOGRAPH_PLANT', 'south');
      await prepareOwnPlant({ plantFile: at(plantFile), readings: at(readings), name, utcOffsetMinutes: 0 }, SIGNAL);
    } else {
      const file = scripts[script]?.split(' ').at(-1) ?? '';
      expect(await runScript([file, ...words], env)).toMatchObject({
        status: 0,
        stderr: expect.not.stringContaining(':'),
      });
    }
  }
  expect(await database().plantDay.count({ where: { plantId: 'south', currentRunId: { not: null } } })).toBe(1);
  expect(await readFile(at('registered.csv'), 'utf8')).toContain('SIM0000003,');
});
