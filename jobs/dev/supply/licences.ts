import { z } from 'zod';

export const sbomSchema = z.object({
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      licenses: z
        .array(
          z.union([
            z.object({ license: z.object({ id: z.string().optional(), name: z.string().optional() }) }),
            z.object({ expression: z.string() }),
          ]),
        )
        .default([]),
    }),
  ),
});

export type Sbom = z.infer<typeof sbomSchema>;

/** Licences under which others' work may be used in, or for, Apache-2.0 software, unchanged and with its notice. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose licence is not on the list, or not told in the lockfile; each was read, and why it may stay. */
const EXCEPTIONS: readonly { name: RegExp; licence: string | null; why: string }[] = [
  { name: /^@fontsource-variable\/inter$/, licence: 'OFL-1.1', why: 'a font, served unchanged' },
  { name: /^caniuse-lite$/, licence: 'CC-BY-4.0', why: 'data for the build, with its notice' },
  { name: /^(@axe-core\/playwright|axe-core)$/, licence: 'MPL-2.0', why: 'tests only' },
  { name: /^lightningcss(-.+)?$/, licence: 'MPL-2.0', why: 'compiles style sheets in tests, unchanged' },
  { name: /^elkjs$/, licence: 'EPL-2.0', why: "of the database tool's studio, which is not run" },
  {
    name: /^@img\/sharp-/,
    licence: 'LGPL-3.0-or-later',
    why: 'a library linked when it runs, unchanged and replaceable',
  },
  { name: /^h5wasm$/, licence: null, why: 'its LICENSE.txt: free use with notice (NIST), and the BSD licence of HDF5' },
  { name: /^seq-queue$/, licence: null, why: 'its LICENSE: MIT' },
];

/** Packages that nobody has agreed to: `name@version: licence`. */
export function refusedLicences({ components }: Sbom): string[] {
  return components.flatMap((component) => {
    const stated = component.licenses.map((entry) =>
      'expression' in entry ? entry.expression : (entry.license.id ?? entry.license.name ?? ''),
    );
    const expression = stated.filter(Boolean).join(' AND ') || null;
    const exception = EXCEPTIONS.find(({ name }) => name.test(component.name));
    const agreed = expression === null ? exception?.licence === null : isAgreed(expression, exception?.licence ?? null);
    return agreed ? [] : [`${component.name}@${component.version}: ${expression ?? 'no licence told'}`];
  });
}

/** Of `A OR B` one must be agreed to, of `A AND B` both; brackets stand around a whole expression only. */
function isAgreed(expression: string, also: string | null): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare
    .split(/\s+OR\s+/i)
    .some((choice) => choice.split(/\s+AND\s+/i).every((licence) => ALLOWED.has(licence) || licence === also));
}
