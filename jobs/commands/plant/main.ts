import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { writeAside } from '#server/gateways/readings/write-aside.ts';
import { log } from '#server/log.ts';
import { openContext, openInstallation } from '#server/services/context.ts';
import { discoverDevices, discoveryCsv } from '#server/services/plants/discover-devices.ts';
import { exportPlant } from '#server/services/plants/export-plant.ts';
import { listPlants } from '#server/services/plants/get-plant.ts';
import { changePlantSettings } from '#server/services/plants/plant-settings.ts';
import { previewFile, registerFile } from '#server/services/plants/register-file.ts';
import { removeArrays } from '#server/services/plants/remove-arrays.ts';
import { showPlant } from '#server/services/plants/show-plant.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { checkText } from './check-plant.ts';
import { type PlantCommand, type PlantFileOptions, plantCommand } from './options.ts';
import { discoveryText, plantListText, plantText, previewText } from './print.ts';
import { readPlantFile } from './read-plant-file.ts';

const OPERATOR = systemPrincipal('npm run plant');

await runCommand(plantCommand, async (command, { signal }) => {
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    process.stdout.write(`${await execute(command, signal)}\n`);
  } finally {
    await closeDatabase();
    await connection.stop();
  }
});

async function execute(command: PlantCommand, signal: AbortSignal): Promise<string> {
  switch (command.verb) {
    case 'list':
      return plantListText(await listPlants(openInstallation(OPERATOR)));
    case 'show':
      return plantText(await showPlant(await openContext(OPERATOR, command.plantId)));
    case 'set': {
      const context = await openContext(OPERATOR, command.plantId);
      await changePlantSettings(context, command.change);
      return plantText(await showPlant(await openContext(OPERATOR, command.plantId)));
    }
    case 'register':
    case 'update':
      return register(command.verb, command);
    case 'export': {
      const format = command.out.toLowerCase().endsWith('.json') ? 'json' : 'csv';
      const { text, arrays } = await exportPlant(await openContext(OPERATOR, command.plantId), { format });
      await writeAside(command.out, (temporary) => writeFile(temporary, text));
      return `${arrays} arrays are in ${command.out}`;
    }
    case 'discover': {
      const { plantId, files, day, out } = command;
      const wanted = day === undefined ? { files } : { files, day };
      const found = await discoverDevices(await openContext(OPERATOR, plantId), wanted, signal);
      if (out !== undefined) await writeAside(out, (temporary) => writeFile(temporary, discoveryCsv(found.devices)));
      return discoveryText(found, out ?? null);
    }
    case 'check':
      return checkText(await openContext(OPERATOR, command.plantId), command);
    case 'remove-arrays': {
      const { plantId, deviceIds, lastDay } = command;
      const wanted = lastDay === undefined ? { deviceIds } : { deviceIds, lastDay };
      const { removed, left } = await removeArrays(await openContext(OPERATOR, plantId), wanted);
      return `${removed.length} arrays are out of service, ${left} are left; what was found of them stays`;
    }
  }
}

async function register(mode: 'register' | 'update', options: PlantFileOptions): Promise<string> {
  const context = openInstallation(OPERATOR);
  const { plantId = context.settings.HELIOGRAPH_PLANT, file, dryRun, name, utcOffsetMinutes, removeMissing } = options;
  const read = await readPlantFile(file);
  const input = { plantId, mode, name, utcOffsetMinutes, removeMissing, file: read };
  const preview = await (dryRun ? previewFile(context, input) : registerFile(context, input));
  return previewText(preview, read.name, !dryRun);
}
