import { describe, expect, it } from 'vitest';
import { planeOf } from '#models/photovoltaic/plane.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { wideSiteOf } from '#models/photovoltaic/wide-weather.ts';

const days = Array.from({ length: 250 }, (_, seed) => createWeatherDay({ seed, variety: 'wide' }));
const clear = new Float64Array(4320).fill(1);
const site = { latitude: 40, tilt: 30, noonShiftMinutes: 0 };
const brightest = (light: Float64Array) => light.indexOf(Math.max(...light));
const spanOf = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;

describe('wide weather', () => {
  it('is the same for the same seed, another for another, and not the usual one', () => {
    expect(createWeatherDay({ seed: 'a', variety: 'wide' })).toEqual(createWeatherDay({ seed: 'a', variety: 'wide' }));
    expect(createWeatherDay({ seed: 'a', variety: 'wide' })).not.toEqual(
      createWeatherDay({ seed: 'b', variety: 'wide' }),
    );
    expect(createWeatherDay({ seed: 'a', variety: 'wide' })).not.toEqual(createWeatherDay({ seed: 'a' }));
  });

  it('has its places and air within their ranges, and out to the ends of them', () => {
    const [south, north] = spanOf(days.map(({ view }) => view.site.latitude));
    expect([south, north].map(Math.abs).every((latitude) => latitude > 50 && latitude <= 65)).toBe(true);
    expect(south).toBeLessThan(0);
    const [early, late] = spanOf(days.map(({ view }) => view.site.noonShiftMinutes));
    expect(early).toBeGreaterThanOrEqual(-120);
    expect(late).toBeLessThanOrEqual(120);
    expect(late - early).toBeGreaterThan(200);
    const tilts = spanOf(days.map(({ view }) => view.site.tilt));
    expect(tilts[0]).toBeLessThan(5);
    expect(tilts[1]).toBeGreaterThan(55);
    expect(tilts[1]).toBeLessThanOrEqual(60);
    const coldest = Math.min(...days.map(({ airTemperature }) => Math.min(...airTemperature)));
    const hottest = Math.max(...days.map(({ airTemperature }) => Math.max(...airTemperature)));
    expect([coldest, hottest]).toEqual([-25, 45]);
  });

  it('has every sky, every kind of cloud, trackers, and light enough to see a fault', () => {
    expect(new Set(days.map(({ regime }) => regime)).size).toBe(5);
    expect(new Set(days.map(({ texture }) => texture))).toEqual(new Set([null, 'isolated', 'plateaus', 'flicker']));
    expect(days.some(({ view }) => view.site.tracker)).toBe(true);
    for (const { poaIrradiance, diffusePart } of days) {
      expect(Math.min(...poaIrradiance)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...poaIrradiance)).toBeLessThanOrEqual(1450);
      expect(poaIrradiance.filter((light) => light > 5).length).toBeGreaterThan(3 * 180);
      expect(spanOf(Array.from(diffusePart))[1]).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the place and the day of the year it is given', () => {
    const place = wideSiteOf('plant');
    const day = createWeatherDay({ seed: 1, variety: 'wide', site: place, dayOfYear: 80 });
    expect([day.view.site, day.dayOfYear]).toEqual([place, 80]);
    expect(wideSiteOf('plant')).not.toEqual(wideSiteOf('another'));
  });
});

describe('planeOf', () => {
  it('is brightest at noon towards the equator, before it to the east and after it to the west', () => {
    const noonOf = (azimuth: number) => brightest(planeOf({ ...site, azimuth }, 172, clear, 0.2));
    expect(Math.abs(noonOf(0) - 2160)).toBeLessThan(3);
    expect(noonOf(60)).toBeLessThan(2160 - 200);
    expect(noonOf(-60)).toBeGreaterThan(2160 + 200);
    expect(noonOf(60) + noonOf(-60)).toBeCloseTo(4319, -1);
  });

  it('gives a tracker a long flat day with more light than a fixed plane', () => {
    const sum = (light: Float64Array) => light.reduce((total, value) => total + value, 0);
    const [fixed, turning] = [planeOf(site, 172, clear, 0.2), planeOf({ ...site, tracker: true }, 172, clear, 0.2)];
    expect(sum(turning)).toBeGreaterThan(1.15 * sum(fixed));
    expect(turning[1440] ?? 0).toBeGreaterThan(1.3 * (fixed[1440] ?? 0));
  });

  it('moves with solar noon', () => {
    expect(brightest(planeOf({ ...site, noonShiftMinutes: 120 }, 172, clear, 0.2))).toBeCloseTo(2160 + 360, -1);
  });
});
