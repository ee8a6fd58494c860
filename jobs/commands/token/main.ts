import process from 'node:process';
import type { TokenView } from '#domain/token.ts';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { log } from '#server/log.ts';
import { openInstallation } from '#server/services/context.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listTokens } from '#server/services/tokens/list-tokens.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { type TokenCommand, tokenCommand } from './options.ts';

await runCommand(tokenCommand, async (command) => {
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    process.stdout.write(`${await execute(command)}\n`);
  } finally {
    await closeDatabase();
    await connection.stop();
  }
});

async function execute(command: TokenCommand): Promise<string> {
  const context = openInstallation(systemPrincipal('command line'));
  switch (command.verb) {
    case 'create': {
      const { name, scopes, days, role } = command;
      const created = await createToken(context, { kind: 'service', name, scopes, days, role });
      return `${created.token}\n${lineOf(created)}\nThis is the only time that it is shown.`;
    }
    case 'revoke':
      return lineOf(await revokeToken(context, { tokenId: command.tokenId }));
    default: {
      const { tokens } = await listTokens(context);
      return tokens.length === 0 ? 'there is no token yet' : tokens.map(lineOf).join('\n');
    }
  }
}

function lineOf({ id, prefix, name, kind, role, state, expiresAt, createdBy, scopes }: TokenView): string {
  const until = state === 'active' ? `until ${expiresAt.slice(0, 10)}` : state;
  return `${id}  ${prefix}…  ${until.padEnd(16)}  ${kind} ${role}  "${name}" by ${createdBy}  ${scopes.join(' ')}`;
}
