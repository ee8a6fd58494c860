import { ACTIONS, LEAST_ROLE } from '#server/auth/actions.ts';
import { mayDo, type Principal, requireAction } from '#server/auth/principal.ts';
import { isAtLeast, type Role } from '#server/auth/roles.ts';
import { newToken } from '#server/auth/token-hash.ts';
import { type CreatedToken, type NewToken, newTokenSchema } from '#server/domain/token.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { tokenViewOf } from '#server/services/tokens/token-view.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { insertToken } from '#server/stores/tokens.ts';

const DAY_MS = 86_400_000;

/**
 * Makes a token: a personal one for whoever asks, with their role, or one for a service with a role of its own. The answer
 * is the only place where the token itself ever stands. Nobody gives away what they may not do themselves.
 */
export async function createToken(actor: Principal, input: NewToken): Promise<CreatedToken> {
  const { name, kind, role: wanted, scopes, days } = parseInput(newTokenSchema, input);
  requireAction(actor, kind === 'service' ? 'tokens.manage' : 'tokens.own');
  const role = roleOf(actor, kind, wanted);
  checkScopes(actor, role, scopes);
  const { token, prefix, hash } = newToken();
  const row = await database().$transaction(async (db) => {
    const created = await insertToken(db, {
      kind,
      name,
      prefix,
      hash,
      role,
      scopes: [...new Set(scopes)],
      ownerId: kind === 'personal' ? actor.id : null,
      createdBy: actor.name,
      expiresAt: new Date(Date.now() + days * DAY_MS),
    });
    await appendAudit(db, {
      actor,
      action: `tokens.${kind === 'service' ? 'manage' : 'own'}: create`,
      target: { kind: 'token', id: created.id },
      before: null,
      after: { name, kind, prefix, role, scopes: created.scopes, expiresAt: created.expiresAt.toISOString() },
    });
    return created;
  });
  return { ...tokenViewOf(row, Date.now()), token };
}

function roleOf(actor: Principal, kind: 'personal' | 'service', wanted: Role | undefined): Role {
  if (kind === 'service') {
    if (wanted === undefined) throw new HeliographError('invalid_input', 'role: a service token needs one of its own');
    return wanted;
  }
  if (wanted !== undefined) throw new HeliographError('invalid_input', "role: a personal token has its owner's");
  if (actor.kind !== 'user') {
    throw new HeliographError('forbidden', `${actor.name} is not a person: personal tokens are made by who signs in`);
  }
  return actor.role;
}

function checkScopes(actor: Principal, role: Role, scopes: readonly string[]): void {
  for (const scope of scopes) {
    const action = ACTIONS.find((known) => known === scope);
    if (!action) throw new HeliographError('invalid_input', `scopes: there is no action "${scope.slice(0, 40)}"`);
    if (!isAtLeast(role, LEAST_ROLE[action])) {
      throw new HeliographError('invalid_input', `scopes: ${action} takes ${LEAST_ROLE[action]}, the token is ${role}`);
    }
    if (!mayDo(actor, action)) throw new HeliographError('forbidden', `${actor.name} may not give away ${action}`);
  }
}
