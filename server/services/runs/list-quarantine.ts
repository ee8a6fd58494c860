import { z } from 'zod';
import { quarantinePrefix } from '#domain/object-keys.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { type QuarantinedMessage, quarantinedMessageSchema } from '#domain/quarantine.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';

const inputSchema = z.union([z.object({ runId: z.uuid('not the id of a run') }), z.object({ day: plantDaySchema })]);

/** The messages that a run found to be no readings, in the order of their shards; of a day's newest run, whatever its end. */
export async function* listQuarantine(
  context: ServiceContext,
  input: z.input<typeof inputSchema>,
): AsyncGenerator<QuarantinedMessage> {
  const wanted = parseInput(inputSchema, input);
  const { id, day } = 'runId' in wanted ? await getRun(context, wanted) : await newestRun(context, wanted.day);
  const store = openObjectStore('log');
  for (const key of await store.list(quarantinePrefix(context.plant.id, day, id))) {
    const text = new TextDecoder().decode(await store.get(key));
    for (const line of text.trimEnd().split('\n')) yield messageIn(line, key);
  }
}

async function newestRun(context: ServiceContext, day: string): Promise<{ id: string; day: string }> {
  const [run] = (await listRuns(context, { day, limit: 1 })).runs;
  if (!run) throw new HeliographError('not_found', `there is no run of ${day}`);
  return run;
}

function messageIn(line: string, key: string): QuarantinedMessage {
  try {
    return quarantinedMessageSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new HeliographError('damaged_file', `${key} is not quarantine: ${messageOf(error)}`, { cause: error });
  }
}
