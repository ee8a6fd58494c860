import { describe, expect, it } from 'vitest';
import { createClassifier } from '#models/classifier/classifier.ts';
import { fillSeries } from '#models/classifier/fill-series.ts';
import { medianImageOf } from '#models/classifier/median-image.ts';
import { occlude } from '#models/classifier/occlusion.ts';
import { imageOf, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { strongestPatch } from '#models/classifier/strongest-patch.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { type ArraySeries, CHANNELS } from '#server/domain/channels.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { DEFAULT_NAMEPLATE } from '#server/domain/nameplate.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';

const ARC = CONDITIONS.indexOf('arc_fault');

describe('occlusion', () => {
  it('finds the arc in the electrical channels, at a time at which it burns, on most days whose arcs are short', async () => {
    const model = await loadBundledModel();
    const classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
    const preprocessing = parsePreprocessing(model.preprocessingJson);
    const plan = planOf(preprocessing);
    const picture = (series: ArraySeries) =>
      imageOf(plan, preprocessing, DEFAULT_NAMEPLATE, fillSeries(series)?.series ?? series);
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
      const strongest = strongestPatch(await occlude(classifier, image, usual, ARC));
      days++;
      chance += share;
      if (strongest && burns.slice(strongest.firstColumn, strongest.endColumn).some(Boolean)) found++;
      if (strongest && ['voltage', 'current'].includes(strongest.channel)) electrical++;
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
    const occlusion = await occlude(classifier, image, image, ARC);
    classifier.dispose();
    for (const channel of CHANNELS) for (const fall of occlusion.falls[channel]) expect(fall).toBeCloseTo(0, 4);
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
  it('takes what adjoins the strongest patch with at least half its strength', () => {
    const falls = Object.fromEntries(CHANNELS.map((channel) => [channel, new Float64Array(12)]));
    const current = Float64Array.from([0, 1, 0, 0, 3, 4, 2, 0, 0, 2, 0, 0]);
    const occlusion = {
      rows: 3,
      columns: 4,
      falls: { ...falls, current } as Record<(typeof CHANNELS)[number], Float64Array>,
    };
    expect(strongestPatch(occlusion)).toEqual({
      channel: 'current',
      firstRow: 1,
      endRow: 3,
      firstColumn: 0,
      endColumn: 3,
      strength: 4,
    });
  });
});
