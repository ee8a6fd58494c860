import { declareCommand, optionOr } from '#jobs/process/declare-command.ts';
import { wholeNumber } from '#jobs/process/option-values.ts';

export const kafkaCommand = declareCommand({
  name: 'kafka',
  summary: 'Starts Apache Kafka on the loopback interface, for development, until Ctrl-C.',
  // The three ports after it are the controller's and those of the listeners that only tests open.
  options: { port: optionOr('9092', '<n>', 'port of the broker', wholeNumber(1024, 65_532)) },
  notes:
    'Its data live in kafka/ of the data folder. It needs Java 17 or later; Maven fetches Kafka itself, once.\n' +
    'With Docker instead: docker compose up kafka',
  read: ({ port }) => port,
});
