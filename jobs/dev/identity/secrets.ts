import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

const secretsSchema = z.object({
  /** Port of the provider, kept so that its accounts stay the same ones. */
  port: z.number().int().min(1).max(65_535),
  clientSecret: z.string().min(40),
  cookieKey: z.string().min(40),
  /** Key of the console's session cookies. */
  sessionSecret: z.string().min(40),
  /** RSA key that signs ID tokens. */
  signingKey: z.record(z.string(), z.string()),
});

export type IdentitySecrets = z.infer<typeof secretsSchema>;

/** What was made up for a data folder before; null when nothing was. Throws when the file is damaged. */
export function readSecrets(file: string): IdentitySecrets | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new HeliographError('storage', `cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new HeliographError('damaged_file', `${file} is damaged: remove it, and sign in again`, { cause: error });
  }
}

/** Keeps secrets for their owner's eyes only; a reader sees all of them or none. */
export function writeSecrets(file: string, secrets: IdentitySecrets): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: OWNER_ONLY });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(temporary, file);
}

export function newSecrets(port: number): IdentitySecrets {
  const word = () => randomBytes(32).toString('base64url');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = Object.entries(privateKey.export({ format: 'jwk' })).filter(([, value]) => typeof value === 'string');
  return {
    port,
    clientSecret: word(),
    cookieKey: word(),
    sessionSecret: word(),
    signingKey: z.record(z.string(), z.string()).parse(Object.fromEntries(jwk)),
  };
}
