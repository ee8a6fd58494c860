import { describe, expect, it } from 'vitest';
import type { ArraySeries, ImageChannel } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { type ImageLayout, layoutOf } from '#models/classifier/image-layout.ts';
import { medianImageOf } from '#models/classifier/median-image.ts';
import { type Occlusion, occlude } from '#models/classifier/occlusion.ts';
import { IMAGE_PIXELS, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { strongestPatch } from '#models/classifier/strongest-patch.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';

/** Whatever channels the bundled model has: these are of the array, the others of the weather. */
const ELECTRICAL: readonly ImageChannel[] = [
  'voltage',
  'current',
  'voltage_deviation',
  'current_deviation',
  'photocurrent_deviation',
];
const ARC = CONDITIONS.indexOf('arc_fault');

describe('occlusion', () => {
  it('finds the arc in the electrical channels, at a time at which it burns, on most days whose arcs are short', async () => {
    const model = await loadBundledModel();
    const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
    const preprocessing = parsePreprocessing(model.preprocessingJson);
    const plan = planOf(preprocessing);
    const layout = layoutOf(preprocessing);
    const given = { nameplate: DEFAULT_NAMEPLATE, context: { peers: null, profile: null }, plan, preprocessing };
    const picture = (series: ArraySeries) => examineArrayDay({ series, ...given })?.image ?? new Uint8Array();
    const weather = createWeatherDay({ seed: 'why', regime: 'clear' });
    const dayOf = (seed: string, condition: 'normal' | 'arc_fault') => simulateArrayDay({ seed, condition, weather });
    const usual = medianImageOf(
      Array.from({ length: 5 }, (_, index) => picture(dayOf(`near ${index}`, 'normal').series)),
    );
    let [days, found, electrical, chance] = [0, 0, 0, 0];
    for (let index = 0; index < 30 && days < 6; index++) {
      const { series, truth } = dayOf(`arc ${index}`, 'arc_fault');
      const episodes = truth.parameters.episodes as unknown as [number, number][];
      // Parts of an hour and a half, as the patches are, in which it burns for five minutes or more.
      const burns = Array.from({ length: 16 }, (_, part) => {
        const slots = episodes.map(([from, to]) => Math.min(to, (part + 1) * 270) - Math.max(from, part * 270));
        return slots.some((overlap) => overlap >= 15);
      });
      const share = burns.filter(Boolean).length / 8;
      const image = picture(series);
      const [...answer] = await classifier.classify(image, 1);
      if (share > 0.65 || (answer[ARC] ?? 0) < 0.7) continue;
      const strongest = strongestPatch(await occlude(classifier, layout, image, usual, ARC));
      days++;
      chance += share;
      if (strongest && burns.slice(strongest.firstColumn, strongest.endColumn).some(Boolean)) found++;
      if (strongest && ELECTRICAL.includes(strongest.channel)) electrical++;
    }
    classifier.dispose();
    process.stdout.write(`arc evidence: ${found} of ${days} where it burns (chance ${(chance / days).toFixed(2)})\n`);
    expect(days).toBeGreaterThanOrEqual(5);
    expect(found / days).toBeGreaterThanOrEqual(0.8);
    expect(electrical / days).toBeGreaterThanOrEqual(0.8);
  }, 120_000);

  it('says nothing of an image that is its own reference', async () => {
    const model = await loadBundledModel();
    const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
    const image = new Uint8Array(64 * 64 * 4).map((_, pixel) => pixel % 251);
    const layout = layoutOf(parsePreprocessing(model.preprocessingJson));
    const occlusion = await occlude(classifier, layout, image, image, ARC);
    classifier.dispose();
    expect(occlusion.falls.map(({ channel }) => channel)).toEqual(layout.channels);
    for (const { values } of occlusion.falls) for (const fall of values) expect(fall).toBeCloseTo(0, 4);
    expect(strongestPatch(occlusion)).toBeNull();
  });
});

describe('medianImageOf', () => {
  it('is the median of each pixel', () => {
    const images = [
      [1, 9],
      [5, 2],
      [3, 200],
    ].map((pixels) => Uint8Array.from(pixels));
    expect([...medianImageOf(images)]).toEqual([3, 9]);
  });
});

describe('strongestPatch', () => {
  const nothing = new Float64Array(12);
  const occlusionOf = (values: number[], firstLevelRow: number): Occlusion => ({
    rows: 3,
    columns: 4,
    firstLevelRow,
    falls: [
      { channel: 'photocurrent_deviation', values: nothing },
      { channel: 'voltage_deviation', values: Float64Array.from(values) },
    ],
  });
  const values = [0, 1, 0, 0, 3, 4, 2, 0, 0, 2, 0, 0];

  it('takes what adjoins the strongest patch with at least half its strength', () => {
    expect(strongestPatch(occlusionOf(values, 3))).toEqual({
      channel: 'voltage_deviation',
      isLevel: false,
      firstRow: 1,
      endRow: 3,
      firstColumn: 0,
      endColumn: 3,
      strength: 4,
    });
  });

  it('never joins scales, which have periods, with levels, which have none', () => {
    expect(strongestPatch(occlusionOf(values, 2))).toMatchObject({ isLevel: false, firstRow: 1, endRow: 2 });
    expect(strongestPatch(occlusionOf(values, 1))).toMatchObject({ isLevel: true, firstRow: 1, endRow: 3 });
  });
});

describe('occlude', () => {
  it('leaves alone what an image was made with: only the day can speak', async () => {
    const layout: ImageLayout = {
      channels: ['photocurrent_deviation', 'voltage_deviation', 'operating_state', 'irradiance'],
      levelRows: 16,
    };
    const image = new Uint8Array(64 * 64 * 4);
    const other = image.map(() => 255);
    const changed: number[][] = [];
    const classifier = countingClassifier((one) => changed.push(rowsChanged(one)));
    await occlude(classifier, layout, image, other, ARC);
    const ofChannel = (channel: number) => new Set(changed.slice(channel * 128, (channel + 1) * 128).flat());
    expect(ofChannel(0)).toEqual(new Set(Array.from({ length: 64 }, (_, row) => row)));
    expect(ofChannel(2)).toEqual(new Set(Array.from({ length: 56 }, (_, row) => row)));
    expect(ofChannel(3)).toEqual(ofChannel(2));
  });
});

/** Sees each image, and believes nothing in particular. */
function countingClassifier(see: (image: Uint8Array) => void): Classifier {
  const classify = async (images: Uint8Array, count: number) => {
    for (let index = 0; index < count; index++) see(images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS));
    return new Float32Array(count * CONDITIONS.length).fill(1 / CONDITIONS.length);
  };
  return {
    backend: 'cpu',
    classify,
    examine: async (images, count) => ({ probabilities: await classify(images, count), features: null }),
    dispose: () => undefined,
  };
}

function rowsChanged(image: Uint8Array): number[] {
  return Array.from({ length: 64 }, (_, row) => row).filter((row) =>
    image.subarray(row * 256, (row + 1) * 256).some((pixel) => pixel !== 0),
  );
}
