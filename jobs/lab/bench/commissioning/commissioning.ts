import type { Finding } from '#domain/commissioning.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { checkPlant } from '#models/operation/commissioning/check-plant.ts';
import type { MeasuredPlant } from '#models/operation/commissioning/survey.ts';
import type { SkyRegime } from '#models/photovoltaic/weather-day.ts';
import { HeliographError } from '#server/errors.ts';
import { benchDeviceId, type DayTask, type SummarizedDay, trueNameplate } from './definition.ts';
import { registeredNameplate, SEEDED_MISTAKES } from './seeded-mistakes.ts';

const SKIES = ['clear', 'broken', 'overcast'] as const satisfies SkyRegime[];
const FIRST_DAY = '2026-05-30';
const DAYS = 2;
const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');
/** One in twenty of the arrays has a fault on the plant with faults: the first ones, none of which has a mistake. */
const FAULT_SHARE = 0.05;
/** The last array with a mistake. */
const MIN_ARRAYS = 1 + Math.max(...SEEDED_MISTAKES.flatMap(({ arrays }) => arrays));
const ARRAYS_PER_TASK = 10;

const print = (line = '') => process.stdout.write(`${line}\n`);

/**
 * Counts what commissioning finds on simulated plants under three skies, two days each: of twelve seeded mistakes, of none, and of
 * mistakes while one array in twenty has a fault. Throws `invalid_input` for fewer arrays than the mistakes need.
 */
export async function benchCommissioning({ arrays }: { arrays: number }, signal: AbortSignal): Promise<void> {
  if (arrays < MIN_ARRAYS) {
    throw new HeliographError(
      'invalid_input',
      `--arrays must be at least ${MIN_ARRAYS}: the mistakes are seeded up to there`,
    );
  }
  const faulty = Math.round(arrays * FAULT_SHARE);
  const everyArray = [
    ...Array.from({ length: arrays }, (_, index) => ({ index, condition: 'normal' as const })),
    ...Array.from({ length: faulty }, (_, index) => ({
      index,
      condition: FAULTS[index % FAULTS.length] ?? 'line_line',
    })),
  ];
  print(`${arrays} arrays, ${DAYS} days a sky, ${SEEDED_MISTAKES.length} mistakes, ${faulty} arrays with a fault`);
  for (const sky of SKIES) {
    const days = await simulateDays(sky, everyArray, signal);
    const limited = new Set(
      days
        .flat()
        .filter(({ isLimited }) => isLimited)
        .map(({ index }) => benchDeviceId(index)),
    );
    const check = (isMistaken: boolean, isFaulty: boolean) =>
      checkPlant(plantOf(days, arrays, isMistaken, isFaulty ? faulty : 0));
    print(`${sky}: ${told(check(false, false), false, limited)} on a plant without mistakes`);
    print(`  ${told(check(true, false), true, limited)} with mistakes`);
    print(`  ${told(check(true, true), true, limited)} with mistakes and faults`);
  }
}

async function simulateDays(sky: SkyRegime, all: DayTask['arrays'], signal: AbortSignal): Promise<SummarizedDay[][]> {
  const payloads = Array.from({ length: DAYS }, (_, day) => day).flatMap((day) =>
    Array.from({ length: Math.ceil(all.length / ARRAYS_PER_TASK) }, (_, task): DayTask => {
      return { sky, day, arrays: all.slice(task * ARRAYS_PER_TASK, (task + 1) * ARRAYS_PER_TASK) };
    }),
  );
  const bar = progressBar(`simulate ${sky}`);
  const results = await runOnThreads<DayTask, SummarizedDay[]>({
    task: new URL('./day-task.ts', import.meta.url),
    payloads,
    onProgress: (done) => bar.update(done, all.length * DAYS),
    signal,
  }).finally(bar.stop);
  return Array.from({ length: DAYS }, (_, day) => results.filter((_, task) => payloads[task]?.day === day).flat());
}

/** The plant whose first `faulty` arrays have their fault. */
function plantOf(days: readonly SummarizedDay[][], arrays: number, isMistaken: boolean, faulty: number): MeasuredPlant {
  const nameplateOf = (index: number) =>
    isMistaken ? registeredNameplate(index, trueNameplate) : trueNameplate(index);
  return {
    utcOffsetMinutes: 0,
    longitude: null,
    samplingSeconds: 20,
    arrays: Array.from({ length: arrays }, (_, index) => ({
      deviceId: benchDeviceId(index),
      row: 1 + Math.floor(index / 12),
      column: 1 + (index % 12),
      nameplate: nameplateOf(index),
    })),
    days: days.map((rows, day) => ({
      day: shiftPlantDay(FIRST_DAY, day),
      arrays: new Map(
        rows
          .filter(({ index, condition }) => (condition !== 'normal') === index < faulty)
          .map(({ index, plain, mistaken }) => [benchDeviceId(index), isMistaken ? mistaken : plain]),
      ),
    })),
  };
}

/** Found of the mistakes, and what else was found; a limit that is one is no false finding. */
function told(findings: readonly Finding[], isMistaken: boolean, limited: ReadonlySet<string>): string {
  const limits = findings.filter(({ kind }) => kind === 'power_limit').flatMap(({ deviceIds }) => deviceIds);
  const wrongLimits = limits.filter((id) => !limited.has(id));
  const expected = isMistaken ? SEEDED_MISTAKES : [];
  const matches = ({ kind, deviceIds }: Finding, mistake: (typeof SEEDED_MISTAKES)[number]) =>
    kind === mistake.kind && deviceIds.join() === mistake.arrays.map(benchDeviceId).join();
  const missed = expected.filter((mistake) => !findings.some((finding) => matches(finding, mistake)));
  const others = findings.filter(
    (finding) => finding.kind !== 'power_limit' && !expected.some((mistake) => matches(finding, mistake)),
  );
  const words = [
    ...(isMistaken ? [`${expected.length - missed.length} of ${expected.length} found`] : []),
    `${others.length + wrongLimits.length} false`,
    `${limits.length - wrongLimits.length} arrays with a power limit`,
    ...missed.map(({ name }) => `missed: ${name}`),
    ...others.map(({ kind, deviceIds }) => `false: ${kind} ${deviceIds.join(' ')}`),
  ];
  return words.join(', ');
}
