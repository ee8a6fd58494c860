import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { prepareArrayDay } from '#models/classifier/prepare-array-day.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { arrayEnergyOf } from '#models/photovoltaic/array-energy.ts';
import { coverageOf } from '#models/series/daylight.ts';
import { usableSlots } from '#models/series/series-grid.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { collectArrayDays, daylightOf } from './collect-array-days.ts';
import { HELP, readClassifyOptions } from './options.ts';
import { verdictTable } from './print-table.ts';
import { writeVerdicts } from './write-verdicts.ts';

await runCommand('classify', async () => {
  const options = readClassifyOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const { files, out, nameplate, utcOffsetMinutes } = options;
  const model = await loadModelInUse();
  const arrayDays = await collectArrayDays(files, nameplate, utcOffsetMinutes);
  const daylight = daylightOf(arrayDays);
  const preprocessing = parsePreprocessing(model.preprocessingJson);
  const plan = planOf(preprocessing);
  const prepared = arrayDays.map(({ deviceId, day, grid }) => ({
    deviceId,
    error: null,
    ...prepareArrayDay({ grid, nameplate, plan, preprocessing }),
    coverage: coverageOf(usableSlots(grid.series), daylight.get(day) ?? null),
  }));
  const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
  const judged = await judgeArrayDays(prepared, classifier, model.calibration);
  classifier.dispose();
  const verdicts = arrayDays.flatMap(({ day, grid }, index) => {
    const verdict = judged[index];
    return verdict ? [{ ...verdict, day, energy: arrayEnergyOf(grid.series, nameplate) }] : [];
  });
  process.stdout.write(`${verdictTable(verdicts)}\n`);
  if (out) {
    await writeVerdicts(out, verdicts, model.version);
    process.stdout.write(`\n${verdicts.length} verdicts are in ${out}\n`);
  }
});
