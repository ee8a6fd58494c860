import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { FieldEvaluation, FieldKindFigures } from '#domain/evaluation.ts';
import { fieldKinds } from '#jobs/lab/evaluate/field/field.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { HeliographError } from '#server/errors.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import type { FieldBatch, FieldBatchResult, FieldRecord } from './field-task.ts';
import { figuresOf } from './figures.ts';
import { eitherOf, hasVerdict, isNormal, type JudgedDay, judgedDayOf, namesFault } from './judged-day.ts';
import { shareThat } from './share.ts';
import { bySeverity, bySky } from './slices.ts';

const BATCH_DAYS = 20;
/** Arrays of a plant, where they are looked at together; quiet days before, where there is a past. */
const PLANT_ARRAYS = 6;
const PAST_DAYS = 7;
const TASK = new URL('./field-task.ts', import.meta.url);

export interface FieldOptions {
  /** Of each fault, healthy ones, and of each kind of unusual day in each way of looking at it. */
  faultDays: number;
  healthyDays: number;
  kindDays: number;
  seed: string;
}

type OnProgress = (done: number, total: number) => void;

interface JudgedField {
  batch: FieldBatch;
  days: JudgedDay[];
}

/** Holds a model against the second simulator: ordinary days with and without faults, and every kind of unusual one. */
export async function evaluateField(
  options: FieldOptions,
  model: LoadedModel,
  classifier: Classifier,
  onProgress: OnProgress,
): Promise<FieldEvaluation> {
  const batches = [...coreBatches(options, model), ...kindBatches(options, model)];
  const total = batches.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  const judged: JudgedField[] = [];
  // In turns, so that not all images are in memory at once.
  for (let first = 0; first < batches.length; first += 40) {
    const payloads = batches.slice(first, first + 40);
    const before = done;
    const results = await runOnThreads<FieldBatch, FieldBatchResult>({
      task: TASK,
      payloads,
      onProgress: (ready) => onProgress(before + ready, total),
    });
    for (const [index, result] of results.entries()) {
      const batch = payloads[index];
      if (batch) judged.push({ batch, days: await judgeBatch(result, model, classifier) });
      done += result.records.length;
    }
  }
  const core = judged.filter(({ batch }) => batch.kind === 'ordinary' && batch.condition !== null);
  const kinds = judged.filter((one) => !core.includes(one));
  return { seed: options.seed, core: coreFigures(core.flatMap(({ days }) => days)), kinds: kindFigures(kinds) };
}

function* coreBatches({ faultDays, healthyDays, seed }: FieldOptions, model: LoadedModel): Generator<FieldBatch> {
  for (const condition of CONDITIONS) {
    const days = condition === 'normal' ? healthyDays : faultDays;
    yield* inBatches(days, (count, turn) => batchOf('ordinary', condition, `${seed} core ${turn}`, count, model, {}));
  }
}

function* kindBatches({ kindDays, seed }: FieldOptions, model: LoadedModel): Generator<FieldBatch> {
  for (const { name, reach, condition } of fieldKinds) {
    if (kindDays === 0) return;
    const base = (context: string) => `${seed} ${context}`;
    yield* inBatches(kindDays, (count, turn) => batchOf(name, null, `${base('alone')} ${turn}`, count, model, {}));
    if (condition) continue;
    yield* inBatches(kindDays, (count, turn) =>
      batchOf(name, null, `${base('plant')} ${turn}`, count, model, { arrays: PLANT_ARRAYS }),
    );
    // What is wrong with a registration or a sensor is there every day.
    if (reach === 'plant') continue;
    yield* inBatches(kindDays, (count, turn) =>
      batchOf(name, null, `${base('past')} ${turn}`, count, model, { pastDays: PAST_DAYS }),
    );
  }
}

function* inBatches(days: number, make: (count: number, turn: number) => FieldBatch): Generator<FieldBatch> {
  for (let first = 0; first < days; first += BATCH_DAYS) {
    yield make(Math.min(BATCH_DAYS, days - first), first / BATCH_DAYS);
  }
}

function batchOf(
  kind: string,
  condition: Condition | null,
  seed: string,
  count: number,
  { preprocessingJson }: LoadedModel,
  { arrays = 1, pastDays = 0 }: { arrays?: number; pastDays?: number },
): FieldBatch {
  return { kind, condition, seed, count, arrays, pastDays, preprocessingJson };
}

async function judgeBatch({ images, records }: FieldBatchResult, model: LoadedModel, classifier: Classifier) {
  const asked = records.map(({ coverage, evidence, rejectedPart }, index) => ({
    deviceId: String(index),
    image: evidence && images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS),
    coverage,
    evidence,
    rejectedPart,
    error: null,
  }));
  const verdicts = await judgeArrayDays(asked, classifier, model.calibration);
  return records.map((record, index) => {
    const verdict = verdicts[index];
    if (!verdict) throw new HeliographError('internal', 'an array-day was left without an answer');
    return judgedDayOf(recordOf(record), verdict);
  });
}

function recordOf({ condition, severity, sky, coverage }: FieldRecord): JudgedDay['record'] {
  return { condition, lossPart: severity, sky, coverage, onsetHour: null, features: null };
}

function coreFigures(days: readonly JudgedDay[]): FieldEvaluation['core'] {
  const truthOf = ({ record }: JudgedDay) => record.condition;
  const verdicts = days.map((day) => ({ truth: truthOf(day), given: day.verdict }));
  const given = days.filter(hasVerdict);
  const normal = days.filter(isNormal);
  const ofGiven = figuresOf(
    given.map((day) => ({ truth: truthOf(day), given: day.verdict })),
    6,
  );
  return {
    faultDaysPerCondition: (days.length - normal.length) / (CONDITIONS.length - 1),
    healthyDays: normal.length,
    macroF1All: figuresOf(verdicts, 7).macroF1,
    macroF1Given: ofGiven.macroF1,
    macroF1GivenOfEither: figuresOf(
      given.map((day) => ({ truth: truthOf(day), given: eitherOf(day) })),
      6,
    ).macroF1,
    perCondition: ofGiven.perCondition,
    macroF1MostProbable: figuresOf(
      days.map((day) => ({ truth: truthOf(day), given: day.guess?.condition ?? null })),
      7,
    ).macroF1,
    given: shareThat(days, hasVerdict),
    falseAlarms: shareThat(normal, namesFault),
    confusion: figuresOf(verdicts, 7).confusion,
    slices: { severity: bySeverity(days), sky: bySky(days) },
  };
}

function kindFigures(judged: readonly JudgedField[]): FieldKindFigures[] {
  const groups = Map.groupBy(judged, ({ batch }) => `${batch.kind} ${contextOf(batch)}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    const days = group.flatMap((one) => one.days);
    const name = first?.batch.kind ?? '';
    const reasons: Record<string, number> = {};
    for (const { reason } of days) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
    return {
      name,
      meaning: fieldKinds.find((kind) => kind.name === name)?.meaning ?? '',
      context: first ? contextOf(first.batch) : 'nameplate',
      days: days.length,
      right: days.filter(({ record, verdict }) => verdict === record.condition).length,
      wrong: days.filter((day) => namesFault(day) && day.verdict !== day.record.condition).length,
      reasons,
    };
  });
}

function contextOf({ arrays, pastDays }: FieldBatch): FieldKindFigures['context'] {
  if (arrays > 1) return 'peers';
  return pastDays > 0 ? 'history' : 'nameplate';
}
