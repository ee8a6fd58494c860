import { ACTIONS } from '#domain/actions.ts';
import type { TokenList } from '#domain/token.ts';
import { mayDo, requireAction } from '#server/auth/principal.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { tokenViewOf } from '#server/services/tokens/token-view.ts';
import { listTokenRows } from '#server/stores/tokens.ts';

/** Who asks sees their own tokens; who may manage tokens sees all. Newest first. */
export async function listTokens({ db, now, principal: actor }: InstallationContext): Promise<TokenList> {
  requireAction(actor, 'tokens.own');
  const manages = mayDo(actor, 'tokens.manage');
  const rows = await listTokenRows(db, manages ? null : actor.id);
  const nowMs = now().getTime();
  return {
    tokens: rows.map((row) => tokenViewOf(row, nowMs)),
    mayCreate: { scopes: ACTIONS.filter((action) => mayDo(actor, action)), service: manages },
  };
}
