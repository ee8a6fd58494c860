import type { Evidence, ExplanationView } from '#domain/array-insight.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { mostProbable } from '#domain/most-probable.ts';
import { DAY_MS, SLOT_SECONDS } from '#domain/plant-day.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { layoutOf } from '#models/classifier/image-layout.ts';
import { medianImageOf } from '#models/classifier/median-image.ts';
import { type Occlusion, occlude, PATCH_SCALES } from '#models/classifier/occlusion.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { strongestPatch } from '#models/classifier/strongest-patch.ts';
import { periodSecondsOf } from '#models/wavelet/scales.ts';
import { HeliographError } from '#server/errors.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { type OpenedArrayDay, openArrayDay } from '#server/services/arrays/open-array-day.ts';
import { readNeighbourImages } from '#server/services/arrays/read-neighbours.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { loadModel } from '#server/services/models/load-model.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** Fewer arrays than this are no picture of what is usual on the day. */
const MIN_NEIGHBOURS = 3;

const explanations = new BoundedCache<ExplanationView>(200);
const classifiers = new BoundedCache<Classifier>(1);

/**
 * Which parts of its image made the network say what it said of an array-day: each part in turn is made to look as at
 * the arrays around it. Throws `no_data` where there is no image, no answer of the network, or too few neighbours.
 */
export async function explainArrayDay(context: ServiceContext, input: ArrayDayInput): Promise<ExplanationView> {
  const opened = await openArrayDay(context, input);
  return explanations.get(`${opened.run.runId} ${opened.array.deviceId}`, () => explain(context, opened));
}

async function explain(
  context: ServiceContext,
  { array, day, verdict, run, readImage }: OpenedArrayDay,
): Promise<ExplanationView> {
  if (verdict.probabilities.length === 0) {
    throw new HeliographError('no_data', `the network was not asked about ${array.deviceId} on ${day}`);
  }
  const { image, preprocessingJson } = await readImage();
  const neighbours = await readNeighbourImages(context.db, run, array);
  const images = neighbours.map((neighbour) => neighbour.image);
  if (images.length < MIN_NEIGHBOURS) {
    const needed = `at least ${MIN_NEIGHBOURS} arrays with readings around it`;
    throw new HeliographError('no_data', `what speaks for the verdict is found by comparison: it needs ${needed}`);
  }
  const { condition } = mostProbable(verdict.probabilities);
  const classifier = await classifierOf(context, run.runId);
  const preprocessing = parsePreprocessing(preprocessingJson);
  const layout = layoutOf(preprocessing);
  const occlusion = await occlude(classifier, layout, image, medianImageOf(images), CONDITIONS.indexOf(condition));
  const { scales } = planOf(preprocessing);
  const periods = Array.from(scales.slice(0, scales.length - layout.levelRows), (scale) =>
    periodSecondsOf(scale, SLOT_SECONDS),
  );
  const largest = Math.max(...occlusion.falls.flatMap(({ values }) => [...values.map(Math.abs)]));
  const levelsOf = (falls: Float64Array) =>
    Buffer.from(falls.map((fall) => 128 + Math.round((127 * fall) / (largest || 1)))).toString('base64');
  return {
    condition,
    deviceIds: neighbours.map((neighbour) => neighbour.deviceId),
    rows: occlusion.rows,
    columns: occlusion.columns,
    largest,
    channels: occlusion.falls.map(({ channel, values }) => ({ name: channel, levels: levelsOf(values) })),
    strongest: evidenceOf(occlusion, periods),
  };
}

/** The network that the run used: its answer is to be explained, not another one's. */
async function classifierOf(context: ServiceContext, runId: string): Promise<Classifier> {
  const version = (await getRunRow(context.db, runId))?.modelVersion;
  if (!version) throw new HeliographError('no_data', `run ${runId} does not say which model it used`);
  return classifiers.get(version, async () => {
    const { topologyJson, weights } = await loadModel({ version });
    return createClassifier({ topologyJson, weights });
  });
}

function evidenceOf(occlusion: Occlusion, periods: readonly number[]): Evidence | null {
  const range = strongestPatch(occlusion);
  if (!range) return null;
  const { channel, isLevel, firstRow, endRow, firstColumn, endColumn, strength } = range;
  const msAColumn = DAY_MS / occlusion.columns;
  return {
    channel,
    fromMsOfDay: firstColumn * msAColumn,
    toMsOfDay: endColumn * msAColumn,
    periods: isLevel
      ? null
      : {
          fromSeconds: periods[firstRow * PATCH_SCALES] ?? 0,
          toSeconds: periods[Math.min(endRow * PATCH_SCALES, periods.length) - 1] ?? 0,
        },
    strength,
  };
}
