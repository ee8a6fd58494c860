import { ACTIONS } from '#domain/actions.ts';
import { TOKEN_PATTERN } from '#domain/token.ts';
import { database } from '#server/stores/database.ts';
import { findTokenByHash, touchToken } from '#server/stores/tokens.ts';
import type { Principal } from './principal.ts';
import { hashOfToken } from './token-hash.ts';
import { findTokenRole } from './token-role.ts';

/**
 * Who a token speaks for; null for one that is unknown, expired or revoked, or whose owner is gone. It is looked up at
 * every request, so that a revoked one stops at the next.
 */
export async function findTokenPrincipal(token: string, address: string | null): Promise<Principal | null> {
  if (!TOKEN_PATTERN.test(token)) return null;
  const db = database();
  const row = await findTokenByHash(db, hashOfToken(token));
  const nowMs = Date.now();
  const role = row && (await findTokenRole(db, row, nowMs));
  if (!row || role === null) return null;
  await touchToken(db, row, nowMs);
  return {
    kind: 'token',
    id: row.id,
    name: row.name,
    role,
    scopes: ACTIONS.filter((action) => row.scopes.includes(action)),
    credential: { kind: 'token', id: row.id },
    personId: row.ownerId,
    address,
  };
}
