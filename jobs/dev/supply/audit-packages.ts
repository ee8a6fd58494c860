import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { declareCommand } from '#jobs/process/declare-command.ts';
import { askNpm } from './npm.ts';
import { judgeAudit, verdictOf } from './weaknesses.ts';

const auditCommand = declareCommand({
  name: 'audit:packages',
  summary: 'Asks the registry for known vulnerabilities of the installed packages.',
  options: {},
  read: () => null,
});

await runCommand(auditCommand, async () => {
  const { stdout } = askNpm(['audit', '--json']);
  process.stdout.write(`${verdictOf(judgeAudit(stdout))}\n`);
});
