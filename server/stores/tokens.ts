import { HeliographError } from '#server/errors.ts';
import type { Database } from '#server/stores/database.ts';

export interface NewTokenRow {
  kind: 'personal' | 'service';
  name: string;
  prefix: string;
  /** SHA-256 of the token, hex. */
  hash: string;
  role: string;
  scopes: string[];
  /** The person it acts for; null for a service. */
  ownerId: string | null;
  createdBy: string;
  expiresAt: Date;
}

export function insertToken(db: Database, token: NewTokenRow) {
  return db.apiToken.create({ data: token });
}

export type TokenRow = Awaited<ReturnType<typeof insertToken>>;

export function findTokenByHash(db: Database, hash: string): Promise<TokenRow | null> {
  return db.apiToken.findUnique({ where: { hash } });
}

export async function getTokenRow(db: Database, id: string): Promise<TokenRow> {
  const token = await db.apiToken.findUnique({ where: { id } });
  if (!token) throw new HeliographError('not_found', `there is no token ${id}`);
  return token;
}

/** Newest first: of one person, or with null all there are. */
export function listTokenRows(db: Database, ownerId: string | null): Promise<TokenRow[]> {
  return db.apiToken.findMany({ where: ownerId === null ? {} : { ownerId }, orderBy: { id: 'desc' }, take: 500 });
}

/** False when it was revoked before. */
export async function markRevoked(db: Database, id: string): Promise<boolean> {
  const { count } = await db.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  return count > 0;
}

/** Revokes all tokens that act for a person; how many there were. */
export async function revokeTokensOf(db: Database, ownerId: string, at: Date): Promise<number> {
  const { count } = await db.apiToken.updateMany({ where: { ownerId, revokedAt: null }, data: { revokedAt: at } });
  return count;
}

/** Remembers that a token is in use, at most once a minute. */
export async function touchToken(db: Database, { id, lastUsedAt }: TokenRow, nowMs: number): Promise<void> {
  const minuteAgo = new Date(nowMs - 60_000);
  if (lastUsedAt !== null && lastUsedAt > minuteAgo) return;
  await db.apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: minuteAgo } }] },
    data: { lastUsedAt: new Date(nowMs) },
  });
}
