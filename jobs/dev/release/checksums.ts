import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError, messageOf } from '#server/errors.ts';

/** A line for each file, as `sha256sum --check` reads it. */
export async function checksumsOf(folder: string, names: readonly string[]): Promise<string> {
  const lines = names.map(async (name) => {
    const digest = createHash('sha256')
      .update(await readFile(path.join(folder, name)))
      .digest('hex');
    return `${digest}  ${name}\n`;
  });
  return (await Promise.all(lines)).join('');
}

/** The Ed25519 signature of a text, and the public key that it is checked with. Throws `invalid_input` for another key. */
export async function signText(text: string, keyFile: string): Promise<{ signature: Buffer; publicKey: string }> {
  const key = await readFile(keyFile, 'utf8')
    .then(createPrivateKey)
    .catch((cause: unknown) => {
      throw new HeliographError('invalid_input', `--key ${keyFile} is no private key: ${messageOf(cause)}`, { cause });
    });
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new HeliographError('invalid_input', `--key ${keyFile} is of ${key.asymmetricKeyType}: it must be Ed25519`);
  }
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return { signature: sign(null, Buffer.from(text), key), publicKey };
}
