import process from 'node:process';
import type { QuarantinedMessage } from '#domain/quarantine.ts';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { log } from '#server/log.ts';
import { openContext } from '#server/services/context.ts';
import { listQuarantine } from '#server/services/runs/list-quarantine.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { quarantineCommand } from './options.ts';

const SHOWN_BYTES = 48;

await runCommand(quarantineCommand, async ({ of, json }) => {
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    let count = 0;
    const context = await openContext(systemPrincipal('command line'));
    for await (const message of listQuarantine(context, of)) {
      process.stdout.write(`${json ? JSON.stringify(message) : lineOf(message)}\n`);
      count++;
      // Whoever read it has enough, as head has.
      if (process.stdout.errored) break;
    }
    if (!json) process.stdout.write(`${count} messages\n`);
  } finally {
    await closeDatabase();
    await connection.stop();
  }
});

function lineOf({
  topic,
  partition,
  offset,
  keyBase64,
  valueBase64,
  bytes,
  reason,
  detail,
}: QuarantinedMessage): string {
  const key = keyBase64 === null ? 'none' : JSON.stringify(Buffer.from(keyBase64, 'base64').toString('latin1'));
  const value = Buffer.from(valueBase64 ?? '', 'base64');
  const hex = `${value.subarray(0, SHOWN_BYTES).toString('hex')}${value.length > SHOWN_BYTES ? '...' : ''}`;
  return `${topic} ${partition}:${offset} key ${key} ${bytes} bytes ${hex} ${reason}: ${detail}`;
}
