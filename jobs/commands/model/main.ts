import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openInstallation } from '#server/services/context.ts';
import { exportModel } from '#server/services/models/export-model.ts';
import { importModel } from '#server/services/models/import-model.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { loadModel, loadModelInUse } from '#server/services/models/load-model.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { verifyModel } from '#server/services/models/verify-model.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { modelCommand } from './options.ts';
import { modelFacts, modelTable } from './print-model.ts';

const OPERATOR = systemPrincipal('npm run model');

const print = (text: string) => process.stdout.write(`${text}\n`);

await runCommand(modelCommand, async (command) => {
  switch (command.verb) {
    case 'list':
      print(modelTable(await listModels({ principal: OPERATOR })));
      return;
    case 'show':
      print(
        modelFacts(await (command.version === undefined ? loadModelInUse() : loadModel({ version: command.version }))),
      );
      return;
    case 'use': {
      const { version, previous } = await withDatabase(() => takeModelIntoUse(openInstallation(OPERATOR), command));
      print(
        `coming runs take ${version}${previous === null || previous === version ? '' : `, in place of ${previous}`}`,
      );
      return;
    }
    case 'verify':
      await verify(command.version);
      return;
    case 'export':
      await exportModel({ principal: OPERATOR }, command);
      print(`${command.version} is in ${command.folder}`);
      return;
    case 'import': {
      const { version, isNew } = await withDatabase(() => importModel(openInstallation(OPERATOR), command.input));
      print(
        `${version} ${isNew ? 'is in the bootstrap store' : 'was there already'}; "npm run model -- use ${version}" takes it into use`,
      );
    }
  }
});

/** What changes something is written into the audit log: it takes the database. */
async function withDatabase<Result>(change: () => Promise<Result>): Promise<Result> {
  const connection = await openDatabase();
  try {
    return await change();
  } finally {
    await closeDatabase();
    await connection.stop();
  }
}

/** Goes through the models one by one; those that are not sound are told at the end, together. */
async function verify(version: string | undefined): Promise<void> {
  const models = version === undefined ? await listModels({ principal: OPERATOR }) : [{ version, problem: null }];
  const problems: string[] = [];
  for (const { version, problem } of models) {
    try {
      if (problem !== null) throw new HeliographError('model', problem);
      const { model, difference } = await verifyModel({ principal: OPERATOR }, { version });
      const files = Object.keys(model.manifest.files).length;
      print(`${version}: ${files} files whole, probes on wasm and cpu within ${difference.toExponential(1)}`);
    } catch (error) {
      if (!(error instanceof HeliographError)) throw error;
      if (error.code !== 'model') throw error;
      problems.push(messageOf(error));
    }
  }
  if (problems.length > 0) throw new HeliographError('model', problems.join('; '));
}
