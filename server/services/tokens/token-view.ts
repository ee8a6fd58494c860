import { roleSchema } from '#domain/roles.ts';
import type { TokenView } from '#domain/token.ts';
import type { TokenRow } from '#server/stores/tokens.ts';

/** A token as it is listed: everything but what it takes to use it. */
export function tokenViewOf(row: TokenRow, nowMs: number): TokenView {
  const expired = row.expiresAt.getTime() <= nowMs;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    prefix: row.prefix,
    role: roleSchema.parse(row.role),
    scopes: row.scopes,
    plants: row.plants,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: row.revokedAt ? 'revoked' : expired ? 'expired' : 'active',
  };
}
