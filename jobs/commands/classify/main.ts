import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { FileReadings } from './collect-array-days.ts';
import { judgeFileDays } from './judge-file-days.ts';
import { classifyCommand } from './options.ts';
import { verdictTable } from './print-table.ts';
import { writeVerdicts } from './write-verdicts.ts';

await runCommand(classifyCommand, async (options, { signal: interrupted }) => {
  const { files, out, nameplate, utcOffsetMinutes, until, map } = options;
  const readings = await FileReadings.read(await findReadingsFiles(files), { utcOffsetMinutes, map, interrupted });
  try {
    const model = await loadModelInUse();
    const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
    const verdicts = await judgeFileDays(readings.source(nameplate, interrupted), {
      nameplate,
      model,
      classifier,
      until,
    });
    classifier.dispose();
    process.stdout.write(`${readings.reports.join('\n')}\n\n${verdictTable(verdicts)}\n`);
    if (out) {
      await writeVerdicts(out, verdicts, model.version);
      process.stdout.write(`\n${verdicts.length} verdicts are in ${out}\n`);
    }
  } finally {
    await readings.close();
  }
});
