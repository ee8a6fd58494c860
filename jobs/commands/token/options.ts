import { ACTIONS, LEAST_ROLE } from '#domain/actions.ts';
import { ROLES, type Role } from '#domain/roles.ts';
import { DEFAULT_TOKEN_DAYS, MOST_TOKEN_DAYS } from '#domain/token.ts';
import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { HeliographError } from '#server/errors.ts';

export const HELP = `npm run token -- VERB
  create --name NAME --scope ACTION [--scope ACTION ...]
                  makes a token for a service and prints it this once
  list            every token, by whom it was made and until when it works
  revoke ID       ends a token for good, from its next request on

  --days N        how long it works, 1 to ${MOST_TOKEN_DAYS}; default ${DEFAULT_TOKEN_DAYS}
  --role ROLE     what it may do at most: ${ROLES.join(', ')}; default: the least that its scopes take
  actions         ${ACTIONS.join(', ')}
`;

export type TokenCommand =
  | { verb: 'help' | 'list' }
  | { verb: 'create'; name: string; scopes: string[]; days: number; role: Role }
  | { verb: 'revoke'; tokenId: string };

const bad = (message: string) => new HeliographError('invalid_input', message);

/** What the command line asks for. */
export function readTokenCommand(): TokenCommand {
  const { values, positionals } = parseOptions(
    {
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      days: { type: 'string' },
      role: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  const [verb, word, ...more] = positionals;
  if (values.help) return { verb: 'help' };
  const { name, scope: scopes, days, role } = values;
  const given = Object.keys(values)[0];
  if (verb !== 'create' && given !== undefined) throw bad(`${verb ?? 'this'} does not take --${given}`);
  const extra = verb === 'revoke' ? more[0] : word;
  if (extra !== undefined) throw bad(`${verb} does not take "${extra}"`);
  switch (verb) {
    case 'list':
      return { verb };
    case 'revoke':
      if (word === undefined) throw bad('revoke needs the ID of a token; "npm run token -- list" shows them');
      return { verb, tokenId: word };
    case 'create':
      if (name === undefined) throw bad('create needs --name NAME: what the token is for');
      if (scopes === undefined) throw bad('create needs --scope ACTION, once for each action; --help lists them');
      return {
        verb,
        name,
        scopes,
        days: days === undefined ? DEFAULT_TOKEN_DAYS : wholeNumber('--days', days, 1, MOST_TOKEN_DAYS),
        role: role === undefined ? leastRoleOf(scopes) : roleOf(role),
      };
    default:
      throw bad(`${verb === undefined ? 'name a verb' : `there is no "${verb}"`}: create, list or revoke`);
  }
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw bad(`--role must be ${ROLES.join(', ')}, not "${text}"`);
  return role;
}

function leastRoleOf(scopes: readonly string[]): Role {
  const taken = ACTIONS.filter((action) => scopes.includes(action)).map((action) => LEAST_ROLE[action]);
  return ROLES.findLast((role) => taken.some((least) => least === role)) ?? 'viewer';
}
