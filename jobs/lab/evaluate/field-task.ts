import type { ArraySeries } from '#domain/channels.ts';
import type { Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { type FieldArrayDay, fieldArrayDay, fieldPastDays, fieldPlantDay } from '#jobs/lab/evaluate/field/field.ts';
import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { IMAGE_PIXELS, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { dayProfileOf, type OwnProfile, ownProfileOf } from '#models/operation/own-profile.ts';
import { addToSketch, emptySketch, facingOf, type Peers, peersOf } from '#models/operation/peer-sketch.ts';
import { NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { coverageOf, daylightWindow } from '#models/series/daylight.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { rejectedPartOf } from '#models/series/rejected-part.ts';

/** Array-days of one kind of the second simulator, seen in one way. */
export interface FieldBatch {
  kind: string;
  /** Null for the kind's own. */
  condition: Condition | null;
  seed: string;
  count: number;
  /** Arrays of the plant; 1 for an array alone. */
  arrays: number;
  /** Days of the same array before, which were quiet; 0 for none. */
  pastDays: number;
  preprocessingJson: string;
}

/** What is true of a field day, and what the network gets of it. */
export interface FieldRecord {
  kind: string;
  condition: Condition;
  alsoCondition: Condition | null;
  /** Part of the day's energy that the fault takes, 0..1. */
  severity: number;
  sky: string;
  coverage: number;
  rejectedPart: number;
  evidence: VerdictEvidence | null;
}

export interface FieldBatchResult {
  /** 64 x 64 x 4 bytes of each record, zeros where there is none. */
  images: Uint8Array;
  records: FieldRecord[];
}

/** In a worker thread: days of the second simulator, taken the pipeline's way. */
export const run = threadTask(async (batch: FieldBatch, counter): Promise<FieldBatchResult> => {
  const preprocessing = parsePreprocessing(batch.preprocessingJson);
  const plan = planOf(preprocessing);
  const images = new Uint8Array(batch.count * IMAGE_PIXELS);
  const records: FieldRecord[] = [];
  for (let index = 0; records.length < batch.count; index++) {
    const { asked, all } = daysOf(batch, index);
    const peers = all.length > 1 ? peersAmong(all) : null;
    const daylight = daylightWindow(all.map((one) => seriesOf(one).irradiance));
    const profile = batch.pastDays > 0 ? profileOf(batch, index) : null;
    for (const day of asked.slice(0, batch.count - records.length)) {
      const nameplate = nameplateOf(day);
      const { series, counts } = gridOf(seriesOf(day), nameplate);
      const examined = examineArrayDay({ series, nameplate, context: { peers, profile }, plan, preprocessing });
      if (examined) images.set(examined.image, records.length * IMAGE_PIXELS);
      records.push({
        kind: batch.kind,
        condition: day.condition,
        alsoCondition: day.alsoCondition,
        severity: day.severity,
        sky: day.skyClass,
        coverage: coverageOf(samplingOf(series).covered, daylight),
        rejectedPart: rejectedPartOf(counts),
        evidence: examined?.evidence ?? null,
      });
      countDone(counter);
    }
  }
  return { images, records };
});

function specOf({ kind, condition, seed }: FieldBatch, index: number) {
  return { kind, seed: `${seed} ${kind} ${condition ?? ''} ${index}`, ...(condition && { condition }) };
}

/** The arrays that are asked about, and all of their plant: of a plant with a fault the faulty one, of a healthy one all. */
function daysOf(batch: FieldBatch, index: number): { asked: FieldArrayDay[]; all: FieldArrayDay[] } {
  const spec = specOf(batch, index);
  const all = batch.arrays === 1 ? [fieldArrayDay(spec)] : fieldPlantDay({ ...spec, arrays: batch.arrays });
  const faulty = all.filter(({ condition }) => condition !== 'normal');
  const struck = all.filter(({ kind }) => kind === batch.kind);
  return { asked: faulty.length > 0 ? faulty : struck.length > 0 ? struck : all, all };
}

function profileOf(batch: FieldBatch, index: number): OwnProfile | null {
  const days = fieldPastDays(specOf(batch, index), batch.pastDays).flatMap((day) => {
    const operation = arrayOperationOf(gridOf(seriesOf(day), nameplateOf(day)).series, nameplateOf(day));
    return operation ? [dayProfileOf(operation, NAMEPLATE_REFERENCE)] : [];
  });
  return ownProfileOf(days);
}

function peersAmong(days: readonly FieldArrayDay[]): Peers {
  const sketch = emptySketch();
  for (const day of days) {
    const nameplate = nameplateOf(day);
    const operation = arrayOperationOf(gridOf(seriesOf(day), nameplate).series, nameplate);
    if (operation) addToSketch(sketch, facingOf(operation), operation);
  }
  return peersOf(sketch);
}

function nameplateOf({ registered }: FieldArrayDay): Nameplate {
  const { modulesInSeries, strings, vMp, iMp } = registered;
  return { modulesInSeries, strings, vMp, iMp };
}

function seriesOf({ series }: FieldArrayDay): ArraySeries {
  return {
    voltage: Float32Array.from(series.voltage),
    current: Float32Array.from(series.current),
    temperature: Float32Array.from(series.temperature),
    irradiance: Float32Array.from(series.irradiance),
  };
}
