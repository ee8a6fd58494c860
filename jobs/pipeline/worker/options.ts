import { declareCommand } from '#jobs/process/declare-command.ts';

export const workerCommand = declareCommand({
  name: 'worker',
  summary: 'Works the shards of all runs until it is told to stop, and keeps the schedule.',
  options: {},
  read: () => null,
});
