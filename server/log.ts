import pino from 'pino';
import { readSettings } from '#server/env.ts';
import { maskSecrets } from '#server/mask-secrets.ts';
import { requestFacts } from '#server/request-facts.ts';

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'connectionString',
  'DATABASE_URL',
  'SMTP_URL',
  'NOTIFY_WEBHOOK_SECRET',
  'NOTIFY_WEBHOOK_URL',
];
// A field of the entry itself, of an object in it, and of an object in that (`err.request.headers`).
const PATHS = SECRET_FIELDS.flatMap((field) => ['', '*', '*.*', '*.*.*'].map((above) => `${above}["${field}"]`));

/**
 * Structured log of the long-running processes, on standard error so that tools keep standard output for results. Each
 * line names the request it belongs to; secrets are struck out by the name of their field and by their value.
 */
export function openLog(destination: pino.DestinationStream): pino.Logger {
  return pino(
    {
      level: readSettings().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: PATHS, censor: '********' },
      mixin: () => {
        const requestId = requestFacts()?.requestId;
        return requestId === undefined ? {} : { requestId };
      },
      // The last word on every line: also of messages, stacks and causes, in which no field has a name.
      hooks: { streamWrite: maskSecrets },
    },
    destination,
  );
}

export const log = openLog(pino.destination({ dest: 2, sync: true }));
