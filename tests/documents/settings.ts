import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { z } from 'zod';
import { settingsShape } from '#server/env.ts';

const SOURCE = 'server/env.ts';

const propertySchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const documentSchema = z.object({ properties: z.record(z.string(), propertySchema) });

/** The page of all settings, made of their declarations: name, default, values, meaning. Throws for one that has no meaning. */
export function settingsPage(): string {
  const meanings = meaningsOf(readFileSync(SOURCE, 'utf8'));
  const described = z.toJSONSchema(settingsShape, { io: 'input', unrepresentable: 'any' });
  const { properties } = documentSchema.parse(described);
  const rows = Object.entries(settingsShape.shape).map(([name, declared]) => {
    const meaning = meanings.get(name);
    if (!meaning) throw new Error(`${SOURCE}: ${name} has no comment that says what it is for`);
    const fallback: unknown = declared.safeParse(undefined).data;
    return `| \`${name}\` | ${defaultText(fallback)} | ${[meaning, valuesText(properties[name])].join('').trim()} |`;
  });
  return [
    '# Settings',
    '',
    `<!-- Made of ${SOURCE} by \`npm run documents\`: change it there. -->`,
    '',
    'A setting comes from the environment, else from `.env`, else from the parameter store (`PARAMETERS`), else it has its',
    'default; an empty value means none. A bad one stops the program with its name and origin, and `npm run config` prints',
    'all of them, secrets masked. [Operation](operation.md) says more of the database, the object store and parameters.',
    '',
    '| name | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function defaultText(fallback: unknown): string {
  if (Array.isArray(fallback)) return `\`${fallback.join(',')}\``;
  if (typeof fallback !== 'object' || fallback === null)
    return fallback === undefined ? 'none' : `\`${String(fallback)}\``;
  return Object.keys(fallback).length === 0 ? 'none' : `\`${JSON.stringify(fallback)}\``;
}

/** What a schema says by itself: the words it takes, or its range. */
function valuesText(property: z.infer<typeof propertySchema> | undefined): string {
  if (property?.enum) return ` One of ${property.enum.map((word) => `\`${word}\``).join(', ')}.`;
  if (property?.minimum === undefined || property.maximum === undefined) return '';
  return ` ${property.minimum} to ${property.maximum}.`;
}

/** The comment above each setting, by its name. */
function meaningsOf(source: string): Map<string, string> {
  const meanings = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      const text = comment && ts.getTextOfJSDocComment(comment.comment);
      if (text) meanings.set(node.name.text, text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|'));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(SOURCE, source, ts.ScriptTarget.Latest, true));
  return meanings;
}
