import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '#server/auth/actions.ts';

/** Doors that stand open, each with its reason. */
const PUBLIC = new Map([
  ['app/api/health/live/route.ts', 'says that the process answers, and nothing else'],
  ['app/api/auth/[...nextauth]/route.ts', 'sign-in itself'],
  ['app/sign-in/page.tsx', 'sign-in itself'],
  ['app/refused/page.tsx', 'for those who were not let in'],
]);

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('app', file.replaceAll('\\', '/')))
  .filter((file) => /\/(route\.tsx?|page\.tsx)$/.test(file))
  .sort();

const METHOD = /export\s+(?:const|async function|function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

/** The actions that a file's doors ask for; a door without one throws with its name. */
function actionsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  if (file.endsWith('page.tsx')) {
    const asked =
      /export default async function \w+\([^)]*\)[^{]*\{\s*(?:const [^=]+= )?(?:[^\n]*await params;\s*)?await requirePage\('([^']+)'\)/.exec(
        source,
      );
    if (!asked?.[1]) throw new Error(`${file} does not begin with requirePage`);
    return [asked[1]];
  }
  if (/export\s*\{/.test(source))
    throw new Error(`${file} exports by a list: each method must be a const made by route()`);
  const methods = [...source.matchAll(METHOD)];
  if (methods.length === 0) throw new Error(`${file} has no method`);
  return methods.map(({ 0: words, 1: method, index }) => {
    const action = /^\s*=\s*route(?:<[^(]*>)?\(\s*'([^']+)'/.exec(source.slice(index + words.length))?.[1];
    if (!action) throw new Error(`${file}: ${method} is not made by route()`);
    return action;
  });
}

describe('every door of the console', () => {
  it.each(files.filter((file) => !PUBLIC.has(file)))('%s asks the table of actions', (file) => {
    for (const action of actionsOf(file)) expect(ACTIONS).toContain(action);
  });

  it('is there: no public one is listed that does not exist', () => {
    for (const file of PUBLIC.keys()) expect(files).toContain(file);
    const doors = files.filter((file) => !PUBLIC.has(file)).flatMap(actionsOf).length;
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
