import { ACTIONS } from '#domain/actions.ts';
import { TOKEN_PATTERN } from '#domain/token.ts';
import { database } from '#server/stores/database.ts';
import { findTokenByHash, touchToken } from '#server/stores/tokens.ts';
import { type Principal, withRoles } from './principal.ts';
import { hashOfToken } from './token-hash.ts';
import { findTokenRoles } from './token-role.ts';

/**
 * Who a token speaks for; null for one that is unknown, expired or revoked, or whose owner is gone. It is looked up at
 * every request, so that a revoked one stops at the next.
 */
export async function findTokenPrincipal(token: string, address: string | null): Promise<Principal | null> {
  if (!TOKEN_PATTERN.test(token)) return null;
  const db = database();
  const row = await findTokenByHash(db, hashOfToken(token));
  const nowMs = Date.now();
  const roles = row && (await findTokenRoles(db, row, nowMs));
  if (!row || roles === null) return null;
  await touchToken(db, row, nowMs);
  const scopes = ACTIONS.filter((action) => row.scopes.includes(action));
  const credential = { kind: 'token', id: row.id } as const;
  return withRoles(
    { kind: 'token', id: row.id, name: row.name, scopes, credential, personId: row.ownerId, address },
    roles,
  );
}
