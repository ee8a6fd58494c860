import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { HeliographError, messageOf } from '#server/errors.ts';
import { DEVELOPMENT_ACCOUNTS, findAccount } from './accounts.ts';
import { requireLoopback } from './loopback.ts';
import { accountsPage, problemPage, SIGN_OUT_SCRIPT } from './pages.ts';
import { developmentProvider } from './provider.ts';
import type { IdentitySecrets } from './secrets.ts';

const BODY_LIMIT_BYTES = 4096;

export interface IdentityOptions {
  host: string;
  port: number;
  /** Address of the console, without a slash at its end. */
  consoleUrl: string;
  secrets: IdentitySecrets;
}

/** Serves the development provider until the server is closed. Throws when it or the console could be reached by others. */
export async function serveIdentity(options: IdentityOptions): Promise<{ issuer: string; server: Server }> {
  requireLoopback(options);
  const { host, port, consoleUrl, secrets } = options;
  const issuer = `http://${host}:${port}`;
  const provider = developmentProvider(issuer, consoleUrl, secrets);
  const protocol = provider.callback();
  const server = createServer((request, response) => {
    setHeaders(response, consoleUrl);
    // A page elsewhere whose name was pointed at this machine comes with a name of its own.
    if (request.headers.host !== `${host}:${port}`)
      return sendProblem(response, 421, 'This is another host.', consoleUrl);
    if (!/^\/interaction\/[\w-]+$/.test(request.url ?? '')) return void protocol(request, response);
    interact(provider, request, response).catch((error: unknown) =>
      sendProblem(response, 400, `${messageOf(error)}: begin the sign-in again.`, consoleUrl),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { issuer, server };
}

/** The one page of a sign-in: shows the accounts, or takes the one that was picked. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const account = findAccount(new URLSearchParams(await readBody(request)).get('account') ?? '');
    if (account) {
      const login = { accountId: account.email };
      return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    }
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(accountsPage(DEVELOPMENT_ACCOUNTS.filter(({ about }) => about !== null)));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY_LIMIT_BYTES) throw new HeliographError('invalid_input', 'the form is too long');
  }
  return body;
}

function sendProblem(response: ServerResponse, status: number, message: string, consoleUrl: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(problemPage(message, consoleUrl));
}

function setHeaders(response: ServerResponse, consoleUrl: string): void {
  const script = createHash('sha256').update(SIGN_OUT_SCRIPT).digest('base64');
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${script}'; form-action 'self' ${consoleUrl}; frame-ancestors 'none'; base-uri 'none'`,
  );
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
}
