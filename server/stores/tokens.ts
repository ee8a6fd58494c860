import { HeliographError } from '#server/errors.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export interface NewTokenRow {
  kind: 'personal' | 'service';
  name: string;
  prefix: string;
  /** SHA-256 of the token, hex. */
  hash: string;
  role: string;
  scopes: string[];
  /** Empty: every plant. */
  plants: string[];
  /** The person it acts for; null for a service. */
  ownerId: string | null;
  /** The token that made it; null when none did. */
  parentId: string | null;
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

/** Revokes a token and all that came of it; how many of them were not revoked before. */
export function revokeTokenLine(db: Database, id: string, at: Date): Promise<number> {
  return revokeLines(db, Prisma.sql`id = ${id}::uuid`, at);
}

/** Revokes all tokens that act for a person and all that came of them; how many there were. */
export function revokeTokensOf(db: Database, ownerId: string, at: Date): Promise<number> {
  return revokeLines(db, Prisma.sql`"ownerId" = ${ownerId}`, at);
}

function revokeLines(db: Database, first: Prisma.Sql, at: Date): Promise<number> {
  return db.$executeRaw`
    with recursive line as (
      select id from api_token where ${first}
      union select child.id from api_token child join line on child."parentId" = line.id)
    update api_token set "revokedAt" = ${at} where id in (select id from line) and "revokedAt" is null`;
}

/** A token and those it came of, itself first; no more than `most` of them. */
export async function listTokenLine(db: Database, token: TokenRow, max: number): Promise<TokenRow[]> {
  const line = [token];
  for (let id = token.parentId; id !== null && line.length < max; id = line.at(-1)?.parentId ?? null) {
    line.push(await getTokenRow(db, id));
  }
  return line;
}

/** A token that nobody changes until the transaction ends. */
export async function lockToken(db: Database, id: string): Promise<TokenRow> {
  await db.$queryRaw`select 1 from api_token where id = ${id}::uuid for update`;
  return getTokenRow(db, id);
}

/** The tokens of these ids. */
export function listTokensById(db: Database, ids: readonly string[]): Promise<TokenRow[]> {
  return db.apiToken.findMany({ where: { id: { in: [...ids] } } });
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
