import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { childEnvironment } from '#server/env.ts';
import { database } from '#server/stores/database.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { runScript } from '../setup/run-script.ts';

const fresh = givenFreshPlant();

const at = (name: string) => path.join(fresh.folder, name);
const plant = (...words: string[]) =>
  runScript(['jobs/commands/plant/main.ts', ...words], childEnvironment({ INIT_CWD: fresh.folder }));

const CSV =
  '\uFEFFdeviceId;group;modulesInSeries;strings;vMp;iMp\r\nINV-01;F1/I1;5;3;37,2;8,88\r\nINV-02;F1/I1;5;3;37,2;8,88\r\n';

describe('npm run plant', () => {
  it('registers, shows, exports, updates, removes and lists', async () => {
    await writeFile(at('plant.csv'), CSV);
    const dry = await plant('register', 'plant.csv', '--dry-run');
    expect(dry).toMatchObject({ status: 0, stderr: '' });
    expect(dry.stdout).toContain('nothing was changed: plant "demo"');
    expect(await database().plant.count()).toBe(0);

    const made = await plant('register', 'plant.csv', '--name', 'Own plant', '--utc-offset', '+01:00');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain('+ INV-01  row 1, column 1');
    expect(made.stdout).toContain('plant "demo" (Own plant, UTC+01:00) has 2 arrays');

    await writeFile(at('more.csv'), 'deviceId,modulesInSeries,strings\nINV-02,6,3\nINV-03,5,3\n');
    const updated = await plant('update', 'more.csv', '--plant', 'demo');
    expect(updated.stdout).toContain('~ INV-02  row 1, column 2  modulesInSeries 5 -> 6');
    expect(updated.stdout).toContain('1 arrays are not in more.csv and stay');

    expect((await plant('remove-arrays', 'INV-01')).stdout).toContain('1 arrays are out of service, 2 are left');
    const shown = (await plant('show')).stdout;
    expect(shown).toContain('arrays          2, and 1 out of service');
    expect((await plant('list')).stdout).toContain('2 arrays  UTC+01:00  Own plant');

    expect((await plant('export', '--out', 'all.csv')).stdout).toContain('3 arrays are in');
    expect((await readFile(at('all.csv'), 'utf8')).split('\r\n')).toHaveLength(5);
  });

  it.each([
    [['register'], 2, 'file'],
    [['register', 'missing.csv'], 2, 'there is no such file'],
    [['register', 'plant.csv', '--remove-missing'], 2, '--remove-missing'],
    [['register', 'plant.csv', '--utc-offset', '1'], 2, '--utc-offset'],
    [['register', 'plant.csv', '--plant', 'No Plant'], 2, 'plantId'],
    [['export', '--out', 'plant.xlsx'], 2, '.csv or .json'],
    [['show', '--plant', 'nowhere'], 1, 'nowhere'],
    [['check', '--days', '9'], 2, '--days'],
    [['check', '--plant', 'nowhere'], 1, 'nowhere'],
    [['paint'], 2, 'paint'],
    [[], 2, 'register, update, show'],
  ])('%j is refused in one line that names it', async (words, code, name) => {
    await writeFile(at('plant.csv'), CSV);
    const { status, stdout, stderr } = await plant(...words);
    expect([status, stdout]).toEqual([code, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(name);
  });

  it('tells every problem of a file in a line of its own', async () => {
    await writeFile(
      at('bad.csv'),
      'deviceId,modulesInSeries,strings,module\nA,five,3,\nB,5,3,No Such Module\nB,5,3,\n',
    );
    const { status, stderr } = await plant('register', 'bad.csv', '--plant', 'other');
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      'plant: bad.csv line 2 column modulesInSeries: must be a number, not "five"',
      expect.stringContaining('bad.csv line 3 column module: "No Such Module" is not in the CEC list; near are'),
      'bad.csv line 4 column deviceId: "B" is in line 3 already',
      'nothing was registered',
    ]);
  });
});
