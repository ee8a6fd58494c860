import process from 'node:process';
import type { FindingView } from '#domain/commissioning.ts';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { declareCommand, flag, option, optionOr } from '#jobs/process/declare-command.ts';
import { anyText, wholeNumber } from '#jobs/process/option-values.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { log } from '#server/log.ts';
import { checkCommissioning } from '#server/services/commissioning/check-commissioning.ts';
import { listFindings } from '#server/services/commissioning/list-findings.ts';
import { openContext, type ServiceContext } from '#server/services/context.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { describeCheck } from './describe-check.ts';

const commissionCommand = declareCommand({
  name: 'commission',
  summary:
    'Compares what is registered of the plant with what its last published days measured, and keeps what it finds for the ' +
    'page Commissioning, where an administrator applies or ignores it. Changes nothing in the registry.',
  options: {
    days: optionOr('3', '<n>', 'published days to look at', wholeNumber(1, 7)),
    plant: option('<id>', 'default: the setting HELIOGRAPH_PLANT', anyText),
    json: flag('the result and every open finding as JSON'),
  },
  read: (options) => options,
});

await runCommand(commissionCommand, async ({ days, plant, json }) => {
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    const context = await openContext(systemPrincipal('npm run commission'), plant);
    const result = await checkCommissioning(context, { days });
    const findings = await openFindings(context);
    const text = json ? JSON.stringify({ ...result, findings }, null, 2) : describeCheck(result, findings);
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
