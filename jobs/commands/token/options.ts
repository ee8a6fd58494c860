import { ACTIONS, MIN_ROLE } from '#domain/actions.ts';
import { ROLES, type Role } from '#domain/roles.ts';
import { DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS } from '#domain/token.ts';
import { declareCommand, option, optionOr, repeatedOption, requiredOption } from '#jobs/process/declare-command.ts';
import { anyText, oneOf, wholeNumber } from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';

export type TokenCommand =
  | { verb: 'list' }
  | { verb: 'create'; name: string; scopes: string[]; days: number; role: Role }
  | { verb: 'revoke'; tokenId: string };

const create = declareCommand({
  name: 'create',
  summary: 'makes a token for a service and prints it this once',
  options: {
    name: requiredOption('<name>', 'what the token is for; needed', anyText, 'what the token is for'),
    scope: repeatedOption('<action>', 'what it may do, once for each action; needed', anyText),
    days: optionOr(`${DEFAULT_TOKEN_DAYS}`, '<n>', 'how long it works', wholeNumber(1, MAX_TOKEN_DAYS)),
    role: option('<role>', `its role: ${ROLES.join(', ')}; default: the least that its scopes take`, oneOf(ROLES)),
  },
  notes: `Actions: ${ACTIONS.join(', ')}`,
  read: ({ name, scope: scopes, days, role = minRoleOf(scopes) }): TokenCommand => {
    if (scopes.length > 0) return { verb: 'create', name, scopes, days, role };
    throw new HeliographError('invalid_input', 'create needs --scope ACTION, once for each action; --help lists them');
  },
});

const list = declareCommand({
  name: 'list',
  summary: 'every token, by whom it was made and until when it works',
  options: {},
  read: (): TokenCommand => ({ verb: 'list' }),
});

const revoke = declareCommand({
  name: 'revoke',
  summary: 'ends a token for good, from its next request on',
  words: [['<id>', 'of the token; "npm run token -- list" shows them']],
  options: {},
  read: (_, [tokenId = '']): TokenCommand => ({ verb: 'revoke', tokenId }),
});

export const tokenCommand = declareCommand({
  name: 'token',
  summary: 'Tokens for programs that use the API.',
  options: {},
  verbs: [create, list, revoke],
});

function minRoleOf(scopes: readonly string[]): Role {
  const taken = ACTIONS.filter((action) => scopes.includes(action)).map((action) => MIN_ROLE[action]);
  return ROLES.findLast((role) => taken.some((minRole) => minRole === role)) ?? 'viewer';
}
