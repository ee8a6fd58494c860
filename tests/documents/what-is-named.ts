import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Scripts = Readonly<Record<string, string>>;

const ELSEWHERE = /(^|\/)(node_modules|\.git|\.next|\.data|test-results|docs\/site\/pages)$/;
const LINK = /\]\((?!https?:|mailto:)([^)\s]+)/g;
const CODE = /`([^`\n]+)`/g;
const SCRIPT = /\bnpm run ([a-z][\w:-]*)/g;
const HEADING = /^#{1,6} (.+)$/gm;
const SOURCE = /^[\w./@[\]-]+\.(ts|tsx|mjs|cjs|css|sql|prisma|avsc|md|ya?ml)$/;

/** A line for each file, heading or npm script that a document of the project names and that is not there. */
export function problemsOfDocuments(scripts: Scripts): string[] {
  const files = globSync(['**/*', '.*', '.*/*', '.*/*/*'], { exclude: (name) => ELSEWHERE.test(name) });
  const known = new Set(files.map((file) => file.replaceAll(path.sep, '/')));
  const topLevel = new Set([...known].filter((file) => !file.includes('/') && !ELSEWHERE.test(file)));
  const tree = { known, topLevel, scripts };
  return [...known]
    .filter((file) => file.endsWith('.md') || file.startsWith('.github/workflows/'))
    .flatMap((document) => missingIn(document, tree).map((name) => `${document}: there is no ${name}`));
}

interface Tree {
  known: ReadonlySet<string>;
  topLevel: ReadonlySet<string>;
  scripts: Scripts;
}

function missingIn(document: string, tree: Tree): string[] {
  const text = readFileSync(document, 'utf8');
  const folder = path.posix.dirname(document);
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  return [
    ...all(LINK).filter((target) => !leadsSomewhere(target, document, tree)),
    ...all(CODE).filter((name) => isPath(name, tree) && !isThere(name, folder, tree)),
    ...all(SCRIPT).flatMap((name) => (name in tree.scripts ? [] : [`npm run ${name}`])),
  ];
}

/** A file or folder, and of a document the heading after `#`. */
function leadsSomewhere(target: string, document: string, { known }: Tree): boolean {
  const [name = '', heading] = target.split('#');
  const file = name === '' ? document : path.posix.join(path.posix.dirname(document), name.replace(/\/$/, ''));
  if (!known.has(file)) return false;
  return heading === undefined || !file.endsWith('.md') || headingsOf(file).has(heading);
}

/** As forges make addresses of headings. */
function headingsOf(file: string): Set<string> {
  const titles = [...readFileSync(file, 'utf8').matchAll(HEADING)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

/** A source file by its ending, or what begins with a folder of the root. */
function isPath(name: string, { topLevel }: Tree): boolean {
  const [first = '', rest] = name.split('/');
  return SOURCE.test(name) || (rest !== undefined && topLevel.has(first) && /^(?!.*\.\.\.)[\w./@[\]-]+$/.test(name));
}

/** From the root, beside the document, or by the end of its path; a test's name may go without its ending. */
function isThere(name: string, folder: string, { known }: Tree): boolean {
  const bare = name.replace(/\/$/, '');
  if (known.has(bare) || known.has(path.posix.join(folder, bare))) return true;
  return [...known].some((file) => file.endsWith(`/${bare}`) || file.startsWith(`${bare}.`));
}
