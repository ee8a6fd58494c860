import process from 'node:process';
import { runLive } from '#jobs/pipeline/live/run-live.ts';
import { openSystem } from '#server/services/context.ts';

// A worker's live windows in a process of their own, for who kills it.
const [, , firstDay = ''] = process.argv;
await runLive(openSystem(), 'demo', { firstDay });
process.send?.('ready');
