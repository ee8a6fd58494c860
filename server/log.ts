import pino from 'pino';
import { readSettings } from '#server/env.ts';

/** Structured log of the long-running processes, on standard error so that tools keep standard output for results. */
export const log = pino(
  {
    level: readSettings().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.password', '*.secret', '*.token', '*.connectionString', 'DATABASE_URL'],
  },
  pino.destination({ dest: 2, sync: true }),
);
