import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '#components/texts/catalogues.ts';
import { chooseLanguage, LANGUAGES } from '#components/texts/languages.ts';
import { textsIn } from './texts-in.ts';

type Tree = { readonly [key: string]: string | Tree };

const messagesOf = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : messagesOf(value, `${prefix}${key}.`),
  );

/** The names of the values that a message takes, with what they are taken as, and its tags. */
function argumentsOf(message: string): string[] {
  // What stands in the braces of a plural's branch is text.
  const values = [...message.matchAll(/(?<!(?:\bone|\bother|=\d+) )\{\s*(\w+)\s*(?:,\s*(\w+))?/g)];
  const tags = [...message.matchAll(/<(\w+)>/g)];
  return [
    ...new Set([...values.map(([, name, type]) => `${name} ${type ?? ''}`), ...tags.map(([, name]) => `<${name}>`)]),
  ].sort();
}

const english = new Map(messagesOf(CATALOGUES.en));

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the catalogue in %s', (language) => {
  const own = new Map(messagesOf(CATALOGUES[language]));

  it('has every text that the English one has, and no other', () => {
    expect([...own.keys()]).toEqual([...english.keys()]);
    expect([...own].filter(([, text]) => text.trim() === '' || text.startsWith('TODO'))).toEqual([]);
  });

  it('takes the same values and tags in every text', () => {
    for (const [key, text] of own) expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(english.get(key) ?? '')]);
  });
});

it.each(LANGUAGES)('every text in %s can be formatted', (language) => {
  const t = textsIn(language);
  const translate = t.rich as (key: string, values: Record<string, unknown>) => unknown;
  for (const [key, text] of messagesOf(CATALOGUES[language])) {
    const values = argumentsOf(text).map((argument) => {
      const [name = '', type] = argument.replaceAll(/[<>]/g, '').split(' ');
      return [name, argument.startsWith('<') ? (chunks: unknown) => chunks : type ? 2 : 'x'];
    });
    expect(translate(key, Object.fromEntries(values)), key).toBeTruthy();
  }
});

it('every text is used', () => {
  const sources = globSync(['components/**/*.{ts,tsx}', 'app/**/*.{ts,tsx}'])
    .filter((path) => !/texts\/(en|de)\.ts$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const beginnings = (key: string) => key.split('.').map((_, index, parts) => parts.slice(0, index).join('.'));
  const isUsed = (key: string) =>
    sources.includes(`'${key}'`) || beginnings(key).some((begun) => sources.includes(`\`${begun}.\${`));
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

it('is the language that a person chose, else the one that the browser prefers, else English', () => {
  expect(chooseLanguage('de', 'en')).toBe('de');
  expect(chooseLanguage(undefined, 'fr, de-AT;q=0.8, en;q=0.5')).toBe('de');
  expect(chooseLanguage('xx', 'en-US,de;q=0.9')).toBe('en');
  expect(chooseLanguage(undefined, 'de;q=0, fr')).toBe('en');
  expect(chooseLanguage(undefined, null)).toBe('en');
  expect(chooseLanguage(undefined, ';;q=,,de;q=x')).toBe('en');
});

/** What is a name, a unit or a sign, and the same in each language. */
const NOT_WORDS =
  /^(light dark|\(prefers-color-scheme: .*|(input|textarea)[:,].*|'Inter Variable'.*|Heliograph|runs\.request|· p\(\(G .*|Parquet|CSV|NDJSON|SHA-256|openapi\.json|kWh?|[VITGp]|mp|W\/m²|[^A-Za-zÀ-ÿ]*)$/;
/** Attributes that somebody reads. */
const READ =
  /^(title|label|placeholder|alt|description|what|words|nothing|note|aria-(label|description|roledescription))$/;
const WITHOUT_CATALOGUE = new Set([
  // Shown when nothing else works any more: it has each of its texts in every language.
  'app/global-error.tsx',
  // Months and weekdays are no messages.
  'components/format/time.ts',
  // What the API's own document, which is English, is made into.
  'components/api-docs/curl.ts',
  'components/api-docs/fields.ts',
  // Messages of errors, as the API's: the notices that show them have a title of the catalogue.
  'components/data/fetch-json.ts',
]);

/** The texts that a source has where somebody reads them, and all of two words or more. */
function textsHeldBy(path: string, text: string): string[] {
  const found: string[] = [];
  const isWords = (words: string) => !NOT_WORDS.test(words.trim());
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isWords(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node) && fixedPartsOf(node).some((part) => /[A-Za-z]{3,}/.test(part))) {
      found.push(node.getText());
    }
    // What a call is given, and what is compared, is no text of this place.
    if (ts.isConditionalExpression(node)) for (const branch of [node.whenTrue, node.whenFalse]) literals(branch);
    if (ts.isBinaryExpression(node)) literals(node.right);
    if (ts.isParenthesizedExpression(node)) literals(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isNewExpression(node) || isUnread(node)) return;
    if (ts.isJsxText(node) && isWords(node.text)) found.push(node.text.trim());
    if (ts.isStringLiteralLike(node) && SENTENCE.test(node.text) && isWords(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node) && fixedPartsOf(node).some((part) => SENTENCE.test(part)))
      found.push(node.getText());
    if (ts.isJsxAttribute(node) && READ.test(node.name.getText()) && node.initializer) {
      const { initializer } = node;
      literals(ts.isJsxExpression(initializer) ? (initializer.expression ?? initializer) : initializer);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) literals(node.expression);
    if (ts.isPropertyAssignment(node) && READ.test(node.name.getText())) literals(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return [...new Set(found)];
}

const SENTENCE = /[A-Za-z]{2,}[,:]? [A-Za-z]{2,}/;
const UNREAD = /^(className|style|d|transform|viewBox|mask|clipPath|fontFamily|fontFamilyMonospace)$/;

function fixedPartsOf(node: ts.TemplateExpression): string[] {
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text);
}

function isUnread(node: ts.Node): boolean {
  const named = ts.isJsxAttribute(node) || ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return (
    (named && UNREAD.test(node.name.getText())) ||
    (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression))
  );
}

it('no component or page holds a text of its own', () => {
  const paths = globSync(['components/**/*.{ts,tsx}', 'app/**/*.{ts,tsx}']).filter(
    (path) => !path.startsWith('components/texts/') && !WITHOUT_CATALOGUE.has(path),
  );
  expect(paths.length).toBeGreaterThan(200);
  const held = (path: string) => textsHeldBy(path, readFileSync(path, 'utf8')).map((text) => `${path}: ${text}`);
  expect(paths.flatMap(held)).toEqual([]);
});

it.each([
  ['<p>No result</p>', 'No result'],
  ['<p title="No result" />', 'No result'],
  ["<p>{known ? 'Result' : t('plant.noResult')}</p>", 'Result'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source
  ['<p aria-label={`Run ${id}`} />', '`Run ${id}`'],
  ["({ label: 'Result' })", 'Result'],
  ["() => 'no result yet'", 'no result yet'],
])('finds the text in %s', (source, text) => {
  expect(textsHeldBy('example.tsx', source)).toEqual([text]);
});
