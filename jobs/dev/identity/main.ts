import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { declareCommand, option, optionOr } from '#jobs/process/declare-command.ts';
import { anyText, wholeNumber } from '#jobs/process/option-values.ts';
import { dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { readSecrets } from './secrets.ts';
import { serveIdentity } from './serve.ts';

const identityCommand = declareCommand({
  name: 'identity',
  typed: 'node jobs/dev/identity/main.ts',
  summary: 'Serves the development provider for the console at NEXTAUTH_URL until it is told to stop.',
  options: {
    host: optionOr('127.0.0.1', '<address>', 'address to listen on', anyText),
    port: option('<n>', 'default: the one that npm start chose', wholeNumber(1, 65_535)),
  },
  read: (options) => options,
});

await runCommand(identityCommand, async (options, { signal: stop }) => {
  const secrets = readSecrets(dataPath('identity.json'));
  const { NEXTAUTH_URL } = readSettings();
  if (!secrets || !NEXTAUTH_URL) {
    throw new HeliographError(
      'invalid_input',
      'the development provider is started by npm start, which gives it its keys',
    );
  }
  const { host, port = secrets.port } = options;
  const { origin: consoleUrl } = new URL(NEXTAUTH_URL);
  const { issuer, server } = await serveIdentity({ host, port, consoleUrl, secrets });
  log.info({ issuer }, 'development identity provider ready');
  process.send?.('ready');
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  server.close();
  server.closeAllConnections();
});
