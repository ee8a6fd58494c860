import { CONDITION_LABELS, CONDITIONS } from '#domain/conditions.ts';
import { headlineOf } from '#domain/model-metrics.ts';
import type { ModelSummary } from '#domain/model-summary.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';

/** The models as a table for the terminal; what is wrong with one stands below its row. */
export function modelTable(models: readonly ModelSummary[]): string {
  const rows = models.map(({ version, inUse, place, details, problem }) => ({
    cells: [
      inUse ? '*' : '',
      version,
      details ? details.source : 'damaged',
      place,
      details?.macroF1?.toFixed(3) ?? '-',
      details?.created.slice(0, 10) ?? '-',
    ],
    problem,
  }));
  const head = ['', 'version', 'source', 'place', 'macro-F1', 'created'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = rows.flatMap(({ cells, problem }) =>
    problem === null ? [line(cells)] : [line(cells), `   ${problem}`],
  );
  return [line(head), ...lines, '* in use'].join('\n');
}

/** A model's main figures. */
export function modelFacts({ manifest, calibration, metrics }: LoadedModel): string {
  const { version, source, created, importedFrom, files } = manifest;
  const sizeBytes = Object.values(files).reduce((sum, file) => sum + file.sizeBytes, 0);
  const test = headlineOf(metrics);
  const facts: [string, string][] = [
    ['version', version],
    ['source', importedFrom ? `${source} from ${importedFrom.file}` : source],
    ['created', created],
    ['input', '64 x 64 x 4'],
    ['outputs', CONDITIONS.map((condition) => CONDITION_LABELS[condition]).join(', ')],
    ['temperature', calibration.temperature.toFixed(3)],
    [
      'threshold',
      `${calibration.threshold.toFixed(3)} for a fault, ${(calibration.normalThreshold ?? calibration.threshold).toFixed(3)} for normal`,
    ],
    ['macro-F1', test ? test.macroF1.toFixed(3) : 'not measured'],
    ['accuracy', test ? `${(100 * test.accuracy).toFixed(1)} %` : 'not measured'],
    ['files', `${Object.keys(files).length}, ${(sizeBytes / 2 ** 20).toFixed(1)} MiB`],
  ];
  return facts.map(([name, value]) => `${name.padEnd(12)} ${value}`).join('\n');
}
