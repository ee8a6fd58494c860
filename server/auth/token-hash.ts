import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'hg_';
const SHOWN_CHARACTERS = PREFIX.length + 6;

/** A new token: 256 random bits, so that a plain SHA-256 of it is as good as any slower hash. */
export function newToken(): { token: string; prefix: string; hash: string } {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { token, prefix: token.slice(0, SHOWN_CHARACTERS), hash: hashOfToken(token) };
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
