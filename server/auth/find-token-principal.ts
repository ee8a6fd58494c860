import { TOKEN_PATTERN } from '#server/domain/token.ts';
import { database } from '#server/stores/database.ts';
import { findTokenByHash, touchToken } from '#server/stores/tokens.ts';
import { ACTIONS } from './actions.ts';
import type { Principal } from './principal.ts';
import { isAtLeast, roleSchema } from './roles.ts';
import { hashOfToken } from './token-hash.ts';
import { findTokenOwner } from './token-owner.ts';

/**
 * Who a token speaks for; null for one that is unknown, expired or revoked, or whose owner is gone. It is looked up at
 * every request, so that a revoked one stops at the next. It may do no more than its owner may today.
 */
export async function findTokenPrincipal(token: string, address: string | null): Promise<Principal | null> {
  if (!TOKEN_PATTERN.test(token)) return null;
  const db = database();
  const row = await findTokenByHash(db, hashOfToken(token));
  const nowMs = Date.now();
  if (!row || row.revokedAt !== null || row.expiresAt.getTime() <= nowMs) return null;
  const made = roleSchema.parse(row.role);
  const owner = row.ownerId === null ? { role: made } : await findTokenOwner(row.ownerId);
  if (!owner) return null;
  await touchToken(db, row, nowMs);
  return {
    kind: 'token',
    id: row.id,
    name: row.name,
    role: isAtLeast(made, owner.role) ? owner.role : made,
    scopes: ACTIONS.filter((action) => row.scopes.includes(action)),
    address,
  };
}
