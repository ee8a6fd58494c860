import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { formatUtcOffset, plantDayOf } from '#domain/plant-day.ts';
import { printable } from '#domain/printable.ts';
import { ensureDayRun, runDay } from '#jobs/pipeline/run-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { type InstallationContext, openInstallation } from '#server/services/context.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { registerFile } from '#server/services/plants/register-file.ts';
import { importReadings } from './import-readings.ts';
import { runWithBars } from './run-with-bars.ts';
import { step } from './steps.ts';

/** A plant of one's own, and the readings there are of it. */
export interface OwnPlant {
  /** CSV or JSON; null: the plant is registered already. */
  plantFile: string | null;
  /** Default: as the plant has it, else the file's name. */
  name: string | undefined;
  utcOffsetMinutes: number | undefined;
  /** A folder; null: none but those that are there. */
  readings: string | null;
}

const SHOWN = 5;

/** Registers a plant of one's own or brings it up to date, takes its readings over, and runs every day of them that is new. */
export async function prepareOwnPlant(
  { plantFile, name, utcOffsetMinutes, readings }: OwnPlant,
  signal: AbortSignal,
): Promise<void> {
  const context = openInstallation(systemPrincipal('npm start'));
  const plantId = context.settings.HELIOGRAPH_PLANT;
  if (readings !== null && context.settings.KAFKA_SERVERS !== undefined) {
    throw new HeliographError(
      'invalid_input',
      '--readings: with KAFKA_SERVERS readings come from Kafka; npm run produce sends files there',
    );
  }
  if (plantFile !== null)
    await step('plant registered', () => registerOwn(context, plantFile, { name, utcOffsetMinutes }));
  if (readings === null) return;
  const { plant, arrays } = await getPlantWithArrays(context, plantId);
  if (plant.simulated) {
    throw new HeliographError(
      'invalid_input',
      `--readings: plant "${plantId}" is the demo plant; --plant FILE registers one of your own`,
    );
  }
  const today = plantDayOf(Date.now(), plant.utcOffsetMinutes);
  const imported = await step('readings taken over', () =>
    importReadings({ plantId, utcOffsetMinutes: plant.utcOffsetMinutes, folder: readings, today, signal }),
  );
  tellDevices(imported.devices, arrays);
  if (imported.tooEarly > 0) say(`${imported.tooEarly} readings of today and later wait until their day is over`);
  for (const { day, isNew } of imported.days) {
    await step(`${day}: pipeline`, () => runImportedDay(plantId, day, isNew, signal));
  }
}

async function registerOwn(
  context: InstallationContext,
  file: string,
  said: Pick<OwnPlant, 'name' | 'utcOffsetMinutes'>,
): Promise<void> {
  const source = path.basename(file);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new HeliographError('invalid_input', `--plant ${file}: ${messageOf(error)}`, { cause: error });
  });
  const plantId = context.settings.HELIOGRAPH_PLANT;
  const input = { plantId, mode: 'either' as const, ...said, file: { name: source, text } };
  const { name, utcOffsetMinutes, arrays, counts } = await registerFile(context, input);
  const { added, changed } = counts;
  say(
    `plant "${plantId}" (${name}, ${formatUtcOffset(utcOffsetMinutes)}): ${arrays} arrays, ${added} new, ${changed} changed`,
  );
}

/** A day whose readings are others than before is run again. */
async function runImportedDay(plantId: string, day: string, isNew: boolean, signal: AbortSignal): Promise<void> {
  try {
    await runWithBars(isNew ? runDay : ensureDayRun, plantId, day, signal);
  } catch (error) {
    // A day that cannot be run hinders no other, and is on the page of its run.
    if (signal.aborted || !(error instanceof HeliographError)) throw error;
    say(`${day} has no result: ${error.message}`);
  }
}

/** Ids that do not meet are the first thing to go wrong. */
function tellDevices(devices: readonly string[], arrays: readonly { deviceId: string }[]): void {
  const registered = new Set(arrays.map(({ deviceId }) => deviceId));
  const heard = new Set(devices);
  const strangers = devices.filter((deviceId) => !registered.has(deviceId));
  const silent = [...registered].filter((deviceId) => !heard.has(deviceId));
  if (strangers.length > 0) say(`${strangers.length} devices send and are not registered: ${named(strangers)}`);
  if (silent.length > 0) say(`${silent.length} arrays are registered and sent nothing: ${named(silent)}`);
}

const named = (ids: readonly string[]) => `${ids.slice(0, SHOWN).join(', ')}${ids.length > SHOWN ? ', ...' : ''}`;

const say = (line: string) => process.stdout.write(`  ${printable(line)}\n`);
