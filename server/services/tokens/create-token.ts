import { ACTIONS, MIN_ROLE } from '#domain/actions.ts';
import { highestRole, roleInPlant } from '#domain/plant-roles.ts';
import { isAtLeast, type Role } from '#domain/roles.ts';
import { type CreatedToken, type NewToken, newTokenSchema } from '#domain/token.ts';
import { mayDo, type Principal, requireAction, rolesOf } from '#server/auth/principal.ts';
import { newToken } from '#server/auth/token-hash.ts';
import { isTokenOpen, MAX_GENERATIONS } from '#server/auth/token-role.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { tokenViewOf } from '#server/services/tokens/token-view.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import { noSuchPlant } from '#server/stores/plants.ts';
import { insertToken, listTokenLine, lockToken } from '#server/stores/tokens.ts';

const DAY_MS = 86_400_000;

/**
 * Makes a token: a personal one for whoever asks, with their role, or one for a service with a role of its own. The answer
 * is the only place where the token itself ever stands. Nobody gives away what they may not do themselves, and what a token
 * makes ends with it at the latest.
 */
export async function createToken(context: InstallationContext, input: NewToken): Promise<CreatedToken> {
  const { principal: actor, now } = context;
  const { name, kind, role: wanted, scopes, plants, days } = parseInput(newTokenSchema, input);
  requireAction(actor, kind === 'service' ? 'tokens.manage' : 'tokens.own');
  const role = roleOf(actor, kind, wanted);
  checkScopes(atBest(actor), role, scopes);
  checkPlants(actor, plants);
  const { token, prefix, hash } = newToken();
  const row = await inTransaction(context.db, async (db) => {
    const asked = new Date(now().getTime() + days * DAY_MS);
    const parent = actor.kind === 'token' ? await lockParent(db, actor, now()) : null;
    const created = await insertToken(db, {
      kind,
      name,
      prefix,
      hash,
      role,
      scopes: [...new Set(scopes)],
      plants: [...new Set(plants)],
      ownerId: kind === 'personal' ? actor.id : null,
      parentId: parent?.id ?? null,
      createdBy: actor.name,
      expiresAt: parent && parent.expiresAt < asked ? parent.expiresAt : asked,
    });
    await appendAudit(db, {
      actor,
      action: `tokens.${kind === 'service' ? 'manage' : 'own'}: create`,
      target: { kind: 'token', id: created.id },
      before: null,
      after: {
        name,
        kind,
        prefix,
        role,
        scopes: created.scopes,
        plants: created.plants,
        expiresAt: created.expiresAt.toISOString(),
        parentId: created.parentId,
      },
    });
    return created;
  });
  return { ...tokenViewOf(row, now().getTime()), token };
}

/** The token that makes another: it may be revoked in this very moment, and then makes none. */
async function lockParent(db: Database, actor: Principal, now: Date) {
  const parent = await lockToken(db, actor.id);
  if (!isTokenOpen(parent, now.getTime())) {
    throw new HeliographError('unauthenticated', 'the token is unknown, expired or revoked');
  }
  const line = await listTokenLine(db, parent, MAX_GENERATIONS);
  if (line.length >= MAX_GENERATIONS) {
    throw new HeliographError(
      'conflict',
      `the token came of ${line.length - 1} others, one of the next: take an earlier one`,
    );
  }
  return parent;
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
  return atBest(actor).role;
}

/** What they may do where they may do most: the plants of a token's owner narrow it with every request. */
function atBest(actor: Principal): Principal {
  return { ...actor, role: highestRole(rolesOf(actor)) ?? actor.role };
}

function checkPlants(actor: Principal, plants: readonly string[]): void {
  const foreign = plants.find((plantId) => roleInPlant(rolesOf(actor), plantId) === null);
  if (foreign !== undefined) throw noSuchPlant(foreign);
}

function checkScopes(actor: Principal, role: Role, scopes: readonly string[]): void {
  for (const scope of scopes) {
    const action = ACTIONS.find((known) => known === scope);
    if (!action) throw new HeliographError('invalid_input', `scopes: there is no action "${scope.slice(0, 40)}"`);
    if (!isAtLeast(role, MIN_ROLE[action])) {
      throw new HeliographError('invalid_input', `scopes: ${action} takes ${MIN_ROLE[action]}, the token is ${role}`);
    }
    if (!mayDo(actor, action)) throw new HeliographError('forbidden', `${actor.name} may not give away ${action}`);
  }
}
