import { formatUtcOffset } from '#domain/plant-day.ts';
import { printable } from '#domain/printable.ts';
import { describeProblem, type RegistrationPreview, type RegistrationRow } from '#domain/registration.ts';
import type { PlantView } from '#domain/views.ts';
import type { Discovery } from '#server/services/plants/discover-devices.ts';
import type { PlantFacts } from '#server/services/plants/show-plant.ts';

/** Rows that a terminal is shown; the counts tell the rest. */
const SHOWN_ROWS = 20;
const SHOWN_DEVICES = 50;
const SIGNS = { added: '+', changed: '~', removed: '-', unchanged: ' ' } as const;

/** What a registration would do or has done, as lines. */
export function previewText(preview: RegistrationPreview, file: string, done: boolean): string {
  const { plantId, name, utcOffsetMinutes, arrays, counts, missing, rows, problems, problemsLeftOut, isNew } = preview;
  const lines: string[] = [];
  const changing = rows.filter(({ kind }) => kind !== 'unchanged');
  lines.push(...changing.slice(0, SHOWN_ROWS).map(rowText));
  const more = counts.added + counts.changed + counts.removed - Math.min(SHOWN_ROWS, changing.length);
  if (more > 0) lines.push(`... and ${more} more`);
  lines.push(...problems.map((problem) => describeProblem(problem, file)));
  if (problemsLeftOut > 0) lines.push(`and ${problemsLeftOut} more problems`);
  const { added, changed, removed, unchanged } = counts;
  lines.push(`${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`);
  if (missing > 0 && removed === 0) {
    lines.push(`${missing} arrays are not in ${file} and stay; --remove-missing takes them out of service`);
  }
  const plant = `plant "${plantId}" (${name}, ${formatUtcOffset(utcOffsetMinutes)})`;
  if (done) lines.push(`${plant} has ${arrays} arrays`);
  else lines.push(`nothing was changed: ${plant} would ${isNew ? 'be registered with' : 'have'} ${arrays} arrays`);
  return lines.map(printable).join('\n');
}

function rowText({ deviceId, kind, row, column, fields }: RegistrationRow): string {
  const changes = fields.map(({ name, before, after }) => `${name} ${before ?? 'none'} -> ${after ?? 'none'}`);
  return `${SIGNS[kind]} ${deviceId}  row ${row}, column ${column}${changes.length > 0 ? `  ${changes.join(', ')}` : ''}`;
}

export function plantText(facts: PlantFacts): string {
  const { id, name, utcOffsetMinutes, simulated, arrays, outOfService, days, kilowatts, kinds, groups, settings } =
    facts;
  const lines = [
    `${id}  ${name}${simulated ? ' (simulated)' : ''}`,
    `standard time   ${formatUtcOffset(utcOffsetMinutes)}`,
    `arrays          ${arrays}${outOfService > 0 ? `, and ${outOfService} out of service` : ''}`,
    `nameplate       ${kilowatts.toFixed(1)} kW`,
    `groups          ${groups}`,
    `results         of ${days} days`,
    ...Object.entries(settings).map(([setting, value]) => `${setting.padEnd(15)} ${String(value)}`),
    ...kinds.slice(0, SHOWN_ROWS).map(({ kind, arrays: of }) => `${String(of).padStart(15)} ${kind}`),
  ];
  return lines.map(printable).join('\n');
}

export function plantListText(plants: readonly PlantView[]): string {
  if (plants.length === 0) return 'no plant is registered yet';
  return plants
    .map(({ id, name, utcOffsetMinutes, arrays }) =>
      printable(`${id.padEnd(20)} ${String(arrays).padStart(7)} arrays  ${formatUtcOffset(utcOffsetMinutes)}  ${name}`),
    )
    .join('\n');
}

/** Devices that send but are not registered, the loudest of them one by one. */
export function discoveryText(
  { devices, registeredReadings, quarantined, source }: Discovery,
  out: string | null,
): string {
  const loudest = [...devices].sort((a, b) => b.readings - a.readings).slice(0, SHOWN_DEVICES);
  const time = (ms: number) => new Date(ms).toISOString();
  const lines = loudest.map(
    ({ deviceId, readings, firstMs, lastMs }) =>
      `${deviceId}  ${readings} readings, ${time(firstMs)} to ${time(lastMs)}`,
  );
  if (devices.length > loudest.length) lines.push(`... and ${devices.length - loudest.length} more`);
  if (quarantined > 0) lines.push(`${quarantined} messages are no readings`);
  lines.push(
    `${source}: ${devices.length} devices are not registered; ${registeredReadings} readings are of arrays that are`,
  );
  if (out !== null)
    lines.push(`${out} lists them: fill in modulesInSeries and strings, then npm run plant -- update ${out}`);
  return lines.map(printable).join('\n');
}
