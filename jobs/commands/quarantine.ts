import process from 'node:process';
import type { QuarantinedMessage } from '#domain/quarantine.ts';
import { parseOptions, runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openContext } from '#server/services/context.ts';
import { listQuarantine } from '#server/services/runs/list-quarantine.ts';
import { closeDatabase } from '#server/stores/database.ts';

const HELP = `Prints the messages that a run found to be no readings: where they lie in Kafka, their bytes, and why.

  npm run quarantine -- --run ID
  npm run quarantine -- --day YYYY-MM-DD     of the day's newest run

  --json        one JSON object a line, with key and value whole, in base64
`;

const SHOWN_BYTES = 48;

await runCommand('quarantine', async () => {
  const { values } = parseOptions({
    run: { type: 'string' },
    day: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { run: runId, day } = values;
  if ((runId === undefined) === (day === undefined)) {
    throw new HeliographError('invalid_input', 'say either --run ID or --day YYYY-MM-DD');
  }
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    let count = 0;
    const context = await openContext(systemPrincipal('command line'));
    for await (const message of listQuarantine(context, runId === undefined ? { day: day ?? '' } : { runId })) {
      process.stdout.write(`${values.json ? JSON.stringify(message) : lineOf(message)}\n`);
      count++;
    }
    if (!values.json) process.stdout.write(`${count} messages\n`);
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
