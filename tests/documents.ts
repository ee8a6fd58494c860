import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';

// Part of `npm run verify`: a document that names a file or an npm script which is not there is wrong.
const ELSEWHERE = /(^|\/)(node_modules|\.git|\.next|\.data|test-results)$/;
const files = globSync(['**/*', '.*', '.*/*'], { exclude: (name) => ELSEWHERE.test(name) });
const known = new Set(files);
const topLevel = new Set(files.filter((file) => !file.includes('/') && !ELSEWHERE.test(file)));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;
const CODE = /`([^`\n]+)`/g;
const SCRIPT = /\bnpm run ([a-z][\w:-]*)/g;
const SOURCE = /^[\w./@[\]-]+\.(ts|tsx|mjs|cjs|css|sql|prisma|avsc|md)$/;

/** What a document names and is not there. */
function missingIn(document: string): string[] {
  const text = readFileSync(document, 'utf8');
  const folder = path.posix.dirname(document);
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  return [
    ...all(LINK).filter((target) => !known.has(path.posix.join(folder, target.replace(/\/$/, '')))),
    ...all(CODE).filter((name) => isPath(name) && !isThere(name, folder)),
    ...all(SCRIPT).flatMap((name) => (name in scripts ? [] : [`npm run ${name}`])),
  ];
}

/** A source file by its ending, or what begins with a folder of the root. */
function isPath(name: string): boolean {
  const [first = '', rest] = name.split('/');
  return SOURCE.test(name) || (rest !== undefined && topLevel.has(first) && /^(?!.*\.\.\.)[\w./@[\]-]+$/.test(name));
}

/** From the root, beside the document, or by the end of its path; a test's name may go without its ending. */
function isThere(name: string, folder: string): boolean {
  const bare = name.replace(/\/$/, '');
  if (known.has(bare) || known.has(path.posix.join(folder, bare))) return true;
  return files.some((file) => file.endsWith(`/${bare}`) || file.startsWith(`${bare}.`));
}

const problems = files
  .filter((file) => file.endsWith('.md'))
  .flatMap((document) => missingIn(document).map((name) => `${document}: there is no ${name}\n`));
process.stderr.write(problems.join(''));
process.exitCode = problems.length > 0 ? 1 : 0;
