import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { commandsPage } from './documents/commands.ts';
import { settingsPage } from './documents/settings.ts';
import { problemsOfDocuments } from './documents/what-is-named.ts';

// Part of `npm run verify`: documents name what is there, and the pages made of the code are as the code is today.
// `npm run documents` (--write) makes those pages anew.
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const MADE: readonly (readonly [file: string, text: string])[] = [
  ['docs/settings.md', settingsPage()],
  ['docs/commands.md', commandsPage(scripts)],
];

const problems: string[] = [];
for (const [file, text] of MADE) {
  if (process.argv.includes('--write')) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) problems.push(`${file} is not what the code says today: npm run documents`);
}
problems.push(...problemsOfDocuments(scripts));
process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length > 0 ? 1 : 0;

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
