import { readSettings, type Settings } from '#server/env.ts';

const MASK = '********';

/** Settings whose value must be in no log and no answer. */
const SECRET_SETTINGS = [
  'DATABASE_URL',
  'SMTP_URL',
  'NOTIFY_WEBHOOK_URL',
  'NOTIFY_WEBHOOK_SECRET',
  'S3_SECRET_ACCESS_KEY',
  'SCHEMA_REGISTRY_PASSWORD',
  'KAFKA_SASL_PASSWORD',
] as const satisfies readonly (keyof Settings)[];

const PATTERNS: readonly [RegExp, string][] = [
  // The password in an address; `scheme://user:password@host`.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"']*):[^\s/@"']+@/gi, `$1:${MASK}@`],
  // What stands in an Authorization header.
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`],
  // The three parts of a JSON Web Token, wherever one stands.
  [/\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, MASK],
];

/** A text with the values of secret settings, passwords in addresses and tokens struck out. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const value of secretValues()) masked = masked.replaceAll(value, MASK);
  for (const [pattern, replacement] of PATTERNS) masked = masked.replaceAll(pattern, replacement);
  return masked;
}

let known: { settings: string; values: readonly string[] } | undefined;

/** Remembered for as long as the settings are the same: this is asked for every line of the log. */
function secretValues(): readonly string[] {
  const given = readSettings();
  const settings = SECRET_SETTINGS.map((name) => given[name] ?? '').join('\n');
  if (known?.settings !== settings)
    known = { settings, values: settings.split('\n').filter((value) => value.length >= 6) };
  return known.values;
}
