import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '#domain/actions.ts';
import { HANDLERS } from '#server/http/handlers/table.ts';
import { lockOfPage } from '#tests/page-lock.ts';

/** Doors that stand open, each with its reason. */
const PUBLIC = new Map([
  ['app/api/health/live/route.ts', 'says that the process answers, and nothing else'],
  ['app/api/health/ready/route.ts', 'tells states of the parts, and nothing else'],
  ['app/api/[...path]/route.ts', 'says that nothing is there'],
  ['app/api/auth/[...nextauth]/route.ts', 'sign-in itself'],
  ['app/sign-in/page.tsx', 'sign-in itself'],
  ['app/refused/page.tsx', 'for those who were not let in'],
]);

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('app', file.replaceAll('\\', '/')))
  .filter((file) => /\/(route\.tsx?|page\.tsx)$/.test(file))
  .sort();

/** Behind it is the table of handlers: each asks for the action of its operation. */
const API = 'app/api/v1/[...path]/route.ts';

/** The actions that a file's doors ask for; a door without one throws with its name. */
async function actionsOf(file: string): Promise<string[]> {
  if (file === API) return HANDLERS.map(({ operation }) => operation.action);
  if (file.endsWith('page.tsx')) {
    const action = await lockOfPage(file);
    if (!action) throw new Error(`${file} is not made by definePage`);
    return [action];
  }
  throw new Error(`${file} is a door beside the table of handlers`);
}

describe('every door of the console', () => {
  it.each(files.filter((file) => !PUBLIC.has(file)))('%s asks the table of actions', async (file) => {
    for (const action of await actionsOf(file)) expect(ACTIONS).toContain(action);
  });

  it('is there: no public one is listed that does not exist', async () => {
    for (const file of PUBLIC.keys()) expect(files).toContain(file);
    const doors = (await Promise.all(files.filter((file) => !PUBLIC.has(file)).map(actionsOf))).flat().length;
    process.stdout.write(
      `doors: ${doors} locked in ${files.length - PUBLIC.size} files, ${PUBLIC.size} public files\n`,
    );
    expect(doors).toBeGreaterThan(10);
  });
});

describe('server actions', () => {
  it('there are none: a change goes through a route', () => {
    const sources = readdirSync('.', { encoding: 'utf8' }).filter((name) =>
      ['app', 'components', 'server'].includes(name),
    );
    for (const folder of sources) {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.tsx?$/.test(name),
      )) {
        expect(readFileSync(path.join(folder, file), 'utf8'), file).not.toMatch(/^\s*['"]use server['"]/m);
      }
    }
  });
});
