import process from 'node:process';
import type { FindingView } from '#domain/commissioning.ts';
import { parseOptions, runCommand, wholeNumber } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { log } from '#server/log.ts';
import { checkCommissioning } from '#server/services/commissioning/check-commissioning.ts';
import { listFindings } from '#server/services/commissioning/list-findings.ts';
import { openContext, type ServiceContext } from '#server/services/context.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { describeCheck } from './describe-check.ts';

const HELP = `npm run commission [-- options]
  Compares what is registered of the plant with what its last published days measured, and keeps what it finds for the page
  Commissioning, where an administrator applies or ignores it. Changes nothing in the registry.

  --days N      published days to look at, 1 to 7; default 3
  --plant ID    default: HELIOGRAPH_PLANT
  --json        the result and every open finding as JSON
`;

await runCommand('commission', async () => {
  const { values } = parseOptions({
    days: { type: 'string', default: '3' },
    plant: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const days = wholeNumber('--days', values.days, 1, 7);
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    const context = await openContext(systemPrincipal('npm run commission'), values.plant);
    const result = await checkCommissioning(context, { days });
    const findings = await openFindings(context);
    const text = values.json ? JSON.stringify({ ...result, findings }, null, 2) : describeCheck(result, findings);
    process.stdout.write(`${text}\n`);
  } finally {
    await closeDatabase();
    await connection.stop();
  }
});

async function openFindings(context: ServiceContext): Promise<FindingView[]> {
  const findings: FindingView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFindings(context, { state: 'open', limit: 200, ...(cursor !== undefined && { cursor }) });
    findings.push(...page.findings);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return findings;
}
