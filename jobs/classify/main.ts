import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { FileReadings } from './collect-array-days.ts';
import { judgeDay } from './judge-day.ts';
import { HELP, readClassifyOptions } from './options.ts';
import { verdictTable } from './print-table.ts';
import { writeVerdicts } from './write-verdicts.ts';

await runCommand('classify', async (interrupted) => {
  const options = readClassifyOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const { files, out, nameplate, utcOffsetMinutes } = options;
  const readings = await FileReadings.read(await findReadingsFiles(files), utcOffsetMinutes, interrupted);
  try {
    const model = await loadModelInUse();
    const preprocessing = parsePreprocessing(model.preprocessingJson);
    const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
    const judge = { nameplate, plan: planOf(preprocessing), preprocessing, classifier, calibration: model.calibration };
    const verdicts: DayVerdict[] = [];
    for (const day of readings.days()) {
      for (const verdict of await judgeDay(readings, day, judge, interrupted)) verdicts.push(verdict);
    }
    classifier.dispose();
    verdicts.sort((a, b) => (`${a.deviceId} ${a.day}` < `${b.deviceId} ${b.day}` ? -1 : 1));
    process.stdout.write(`${readings.reports.join('\n')}\n\n${verdictTable(verdicts)}\n`);
    if (out) {
      await writeVerdicts(out, verdicts, model.version);
      process.stdout.write(`\n${verdicts.length} verdicts are in ${out}\n`);
    }
  } finally {
    await readings.close();
  }
});
