import { type Scenario, scenarioOf } from '#jobs/lab/dataset/scenario.ts';
import { SKY_REGIMES, type SkyRegime } from '#models/photovoltaic/weather-day.ts';

/** A set of fresh array-days to hold a model against. */
export interface TestSet {
  title: string;
  /** `full`: as many days as --days says; `stress`: as --stress-days says. */
  size: 'full' | 'stress';
  scenario: Scenario;
}

const SETS: readonly TestSet[] = [
  { title: 'Standard: like training, fresh days', size: 'full', scenario: scenarioOf({ name: 'standard' }) },
  {
    title: 'Natural: 99 % normal',
    size: 'full',
    scenario: scenarioOf({ name: 'natural', prevalence: 'natural' }),
  },
  { title: 'Sensor noise x 2', size: 'stress', scenario: scenarioOf({ name: 'noise-x2', noiseFactor: 2 }) },
  { title: 'Sensor gain errors x 2', size: 'stress', scenario: scenarioOf({ name: 'gains-x2', gainFactor: 2 }) },
  {
    title: '20 % of the readings lost',
    size: 'stress',
    scenario: scenarioOf({ name: 'missing-20', missingPart: 0.2 }),
  },
  { title: 'Module SPR-E20-327', size: 'stress', scenario: scenarioOf({ name: 'module-spr', module: 'SPR-E20-327' }) },
  {
    title: 'Array 4 modules x 2 strings',
    size: 'stress',
    scenario: scenarioOf({ name: 'array-4x2', modulesInSeries: 4, strings: 2 }),
  },
  {
    title: 'Array 8 modules x 4 strings',
    size: 'stress',
    scenario: scenarioOf({ name: 'array-8x4', modulesInSeries: 8, strings: 4 }),
  },
  { title: 'Blocking diodes', size: 'stress', scenario: scenarioOf({ name: 'blocking-diodes', blockingDiodes: true }) },
];

export const UNSEEN_SKY = 'unseen-sky';

export const SET_NAMES: readonly string[] = [...SETS.map(({ scenario }) => scenario.name), UNSEEN_SKY];

/** Skies that a network trained on `trained` has not seen. */
export function unseenSkiesOf(trained: readonly string[]): SkyRegime[] {
  return SKY_REGIMES.filter((sky) => !trained.includes(sky));
}

/** The sets of these names in their fixed order; a sky left out of training only where one was. */
export function testSetsOf(names: readonly string[], unseenSkies: readonly SkyRegime[]): TestSet[] {
  const unseen: TestSet[] = unseenSkies.length === 0 ? [] : [unseenSkySet(unseenSkies)];
  return [...SETS, ...unseen].filter(({ scenario }) => names.includes(scenario.name));
}

function unseenSkySet(skies: readonly SkyRegime[]): TestSet {
  return {
    title: `Sky left out of training: ${skies.join(', ')}`,
    size: 'stress',
    scenario: scenarioOf({ name: UNSEEN_SKY, skies: [...skies] }),
  };
}
