import { FINDING_KINDS, type Finding } from '#domain/commissioning.ts';
import { beyondLimits } from './beyond-limits.ts';
import { arrayClocks, plantClock } from './clocks.ts';
import { nameplateFindings } from './nameplates.ts';
import { nightOffsets } from './night-offsets.ts';
import { powerLimits } from './power-limit.ts';
import { pyranometers } from './pyranometers.ts';
import { samplingIntervals } from './sampling.ts';
import { type MeasuredPlant, surveyOf } from './survey.ts';
import { swappedArrays } from './swapped-arrays.ts';
import { swappedChannels } from './swapped-channels.ts';
import { thermometers } from './thermometers.ts';
import { wrongUnits } from './units.ts';

/**
 * Holds what is registered against what is measured. What hides another mistake comes first, and an array that it was found of is
 * looked at again when it is mended: a voltage in the wrong column says nothing of V_mp.
 * @returns findings in the order of FINDING_KINDS
 */
export function checkPlant(plant: MeasuredPlant): Finding[] {
  const survey = surveyOf(plant);
  const taken = new Set<string>();
  const found: Finding[] = [];
  const keep = (findings: readonly Finding[], hides: boolean) => {
    found.push(...findings);
    if (hides) for (const { deviceIds } of findings) for (const id of deviceIds) taken.add(id);
  };
  keep(samplingIntervals(survey), false);
  keep(plantClock(survey), false);
  keep(swappedChannels(survey), true);
  keep(wrongUnits(survey), true);
  keep(beyondLimits(survey, taken), true);
  keep(arrayClocks(survey), true);
  keep(pyranometers(survey, taken), false);
  keep(thermometers(survey, taken), false);
  keep(nightOffsets(survey, taken), false);
  keep(powerLimits(survey, taken), false);
  keep(swappedArrays(survey, taken), true);
  // All thermometers in another unit make all voltages look wrong.
  const isHeatUnknown = found.some(({ kind, deviceIds }) => kind === 'units' && deviceIds.length === 0);
  if (!isHeatUnknown) keep(nameplateFindings(survey, 'voltage', taken), false);
  keep(nameplateFindings(survey, 'current', taken), false);
  return found.sort((a, b) => FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind));
}
