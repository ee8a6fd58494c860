import process from 'node:process';
import { parseOptions, runCommand, wholeNumber } from '#jobs/process/command.ts';
import { dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { readSecrets } from './secrets.ts';
import { serveIdentity } from './serve.ts';

/** Serves the development provider for the console at NEXTAUTH_URL until it is told to stop. */
await runCommand('identity', async (stop) => {
  const { values } = parseOptions({ host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string' } });
  const secrets = readSecrets(dataPath('identity.json'));
  const { NEXTAUTH_URL } = readSettings();
  if (!secrets || !NEXTAUTH_URL) {
    throw new HeliographError(
      'invalid_input',
      'the development provider is started by npm start, which gives it its keys',
    );
  }
  const port = values.port === undefined ? secrets.port : wholeNumber('--port', values.port, 1, 65_535);
  const { origin: consoleUrl } = new URL(NEXTAUTH_URL);
  const { issuer, server } = await serveIdentity({ host: values.host, port, consoleUrl, secrets });
  log.info({ issuer }, 'development identity provider ready');
  process.send?.('ready');
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  server.close();
  server.closeAllConnections();
});
