import { z } from 'zod';
import type { TokenView } from '#domain/token.ts';
import { mayDo, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { tokenViewOf } from '#server/services/tokens/token-view.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { getTokenRow, lockToken, revokeTokenLine } from '#server/stores/tokens.ts';

const inputSchema = z.object({ tokenId: z.uuid('not the id of a token') });

/**
 * Ends a token, and those that it made, for good; they are refused from the next request on. Doing so again changes
 * nothing.
 */
export async function revokeToken(context: InstallationContext, input: { tokenId: string }): Promise<TokenView> {
  const { principal: actor, now } = context;
  requireAction(actor, 'tokens.own');
  const { tokenId } = parseInput(inputSchema, input);
  const row = await inTransaction(context.db, async (db) => {
    const token = await lockToken(db, tokenId);
    if (token.ownerId !== actor.id && !mayDo(actor, 'tokens.manage')) {
      throw new HeliographError('not_found', `there is no token ${tokenId} of yours`);
    }
    const revoked = await revokeTokenLine(db, tokenId, now());
    if (revoked === 0) return token;
    await appendAudit(db, {
      actor,
      action: `tokens.${token.ownerId === actor.id ? 'own' : 'manage'}: revoke`,
      target: { kind: 'token', id: tokenId },
      before: { name: token.name, state: tokenViewOf(token, now().getTime()).state },
      after: { name: token.name, state: 'revoked', revoked },
    });
    return getTokenRow(db, tokenId);
  });
  return tokenViewOf(row, now().getTime());
}
