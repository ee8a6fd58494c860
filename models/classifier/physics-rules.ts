import type { Condition } from '#domain/conditions.ts';
import { isOffAlone } from '#domain/fault-kinds.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import { noVerdict, type Verdict } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { ASSUMED_ERROR } from '#models/operation/module-temperature.ts';

/** Of the day's light, so much must have fallen on a running array for a fault to be seen. */
const LEAST_OBSERVED = 0.25;
/** An array whose own past is further from its nameplate than this is registered wrongly, or lost long ago what a fault takes. */
const LARGEST_VOLTAGE_SCALE = 0.06;
const LARGEST_CURRENT_SCALE = 0.12;

/** No array gives so much more than its nameplate and its light allow: what is registered is wrong, or a unit. */
const LARGEST_GAIN = { voltage: 0.12, current: 0.25, currentInWeakLight: 0.12 } as const;
/** What a colder day than the assumed one adds to the voltage. */
const ASSUMED_GAIN = 0.12;
/** Longer under a limit or off, minutes, and what is left of a day are the moments in which that takes hold. */
const LONGEST_HELD_MINUTES = 240;
/**
 * Open strings take whole strings' current, and dirt, age and sensors up to a fifth of what is left. What takes another part of an
 * array that nothing else is known of may be dirt, age, snow or a nameplate: by so little may it miss, of a string, while the
 * current is as low all day, and where it fell by more than half a string.
 */
const STRING_TOLERANCE = { even: 0.03, fell: 0.1 } as const;
const FALL_STRINGS = 0.6;
const LARGEST_USUAL_LOSS = 0.2;
/** A voltage that is low by as much from first to last light, within this, is what a nameplate that is wrong would show. */
const EVEN_VOLTAGE = 0.025;
const WRONG_NAMEPLATE = { lo: 0.06, hi: 0.22 } as const;
/** As cold as snow through so much of its sun, and a lone array gives less for the snow on it as it would for a fault. */
const SNOWED_PART = 0.3;
/** Readings further apart than a quarter of an hour, seconds, and a little: between them is more than they tell. */
const LONGEST_INTERVAL_SECONDS = 960;
/** No fault leaves so little of the voltage while the current flows: it is another unit. */
const LOWEST_VOLTAGE = -0.9;

/** What the evidence alone decides; null where the network is to be asked. */
export function beforeNetwork(evidence: VerdictEvidence): { reason: NoVerdictReason; detail: string } | null {
  const blind = evidence.stuck.find((channel) => channel !== 'temperature');
  if (blind) {
    const sensor = { voltage: 'voltage', current: 'current', irradiance: 'irradiance' }[blind];
    return { reason: 'unfamiliar', detail: `its ${sensor} shows one value for most of the day: look at that sensor` };
  }
  if (evidence.intervalSeconds > LONGEST_INTERVAL_SECONDS) {
    const often = `readings every ${Math.round(evidence.intervalSeconds / 60)} min`;
    return { reason: 'insufficient_data', detail: `${often} show too little of a day: every 15 min at most` };
  }
  const impossible = impossibleGain(evidence);
  if (impossible) return { reason: 'check_registration', detail: impossible };
  const { observedPart, offMinutes, limitedMinutes } = evidence;
  if (observedPart >= LEAST_OBSERVED) return null;
  if (offMinutes === 0 && limitedMinutes === 0) {
    const seen = Math.round(observedPart * 100);
    return { reason: 'insufficient_data', detail: `a fault could have shown in ${seen} % of the day's light alone` };
  }
  const [reason, minutes, what] =
    offMinutes >= limitedMinutes
      ? (['off', offMinutes, 'off'] as const)
      : (['limited', limitedMinutes, 'limiting the power'] as const);
  const hours = (minutes / 60).toFixed(1);
  const seen = Math.round(observedPart * 100);
  const alone = reason === 'off' && isOffAlone(evidence.ranWhileOffPart) ? ' while its neighbours ran' : '';
  const found = `its converter was ${what} for ${hours} h of the day${alone}`;
  return { reason, detail: `${found}: a fault could show in ${seen} % of the light` };
}

function impossibleGain(evidence: VerdictEvidence): string | null {
  const { limitedMinutes, offMinutes, weakLightVoltage, weakLightCurrent } = evidence;
  const deviationVoltage = evidence.deviationVoltage ?? weakLightVoltage;
  const deviationCurrent = evidence.deviationCurrent ?? weakLightCurrent;
  if (limitedMinutes + offMinutes > LONGEST_HELD_MINUTES) return null;
  const largestCurrent = evidence.deviationCurrent === null ? LARGEST_GAIN.currentInWeakLight : LARGEST_GAIN.current;
  if (deviationVoltage !== null && deviationVoltage <= LOWEST_VOLTAGE) {
    return `its voltage is ${percent(1 + deviationVoltage)} of the expected one while it runs: check the unit`;
  }
  const largestVoltage = LARGEST_GAIN.voltage + (evidence.temperatureFrom === 'assumed' ? ASSUMED_GAIN : 0);
  if (deviationVoltage !== null && deviationVoltage > largestVoltage) {
    const found = `its voltage is ${percent(deviationVoltage)} above what nameplate and temperature allow`;
    return `${found}: check what is registered, and the thermometer`;
  }
  if (deviationCurrent !== null && deviationCurrent > largestCurrent) {
    const found = `its current is ${percent(deviationCurrent)} above what nameplate and irradiance allow`;
    return `${found}: check what is registered, and the pyranometer`;
  }
  return null;
}

/** Holds a verdict against what physics and the array's past allow. */
export function afterNetwork(verdict: Verdict): Verdict {
  const { condition, evidence, probabilities, deviceId, coverage } = verdict;
  if (!condition || !evidence || !probabilities) return verdict;
  // What is not said any more has no alternative.
  const unsaid = { deviceId, coverage, evidence: { ...evidence, alternative: null } };
  const doubt = faultDoubt(condition, evidence);
  if (doubt) return noVerdict(unsaid, 'uncertain', doubt, probabilities);
  const nameplate = condition === 'normal' ? null : nameplateDoubt(evidence);
  if (nameplate) return noVerdict(unsaid, 'check_registration', nameplate, probabilities);
  const misregistered = condition === 'normal' ? registrationDoubt(evidence) : null;
  if (!misregistered) return verdict;
  return noVerdict({ deviceId, coverage, evidence }, 'check_registration', misregistered, probabilities);
}

/** Why a fault that the network names cannot be told from what is none; null where nothing speaks against it. */
function faultDoubt(condition: Condition, evidence: VerdictEvidence): string | null {
  const isHidden = (named: Condition | null) => named !== null && evidence.notLookedFor.includes(named);
  if (isHidden(condition) && condition !== 'arc_fault') {
    return `${condition}: without a thermometer ${ASSUMED_ERROR} K are unknown, 8 % of voltage, and cannot show it`;
  }
  // Heat hides a line fault, and takes no current: an open string that may be a line fault as well is a fault all the same.
  if ([condition, evidence.alternative].some((named) => named === 'arc_fault' && isHidden(named))) {
    return `arc_fault: readings every ${Math.round(evidence.intervalSeconds / 60)} min cannot show it`;
  }
  if (condition === 'open_circuit' && isNoWholeString(evidence)) {
    const missing = `while most is missing, the current of ${(evidence.missingStrings ?? 0).toFixed(2)} strings is`;
    return `${missing}, and open strings take whole ones: dirt, age, snow or what is registered can do the same`;
  }
  if (condition !== 'normal' && isSnowed(evidence)) {
    const cold = `its modules were below freezing or near it through ${percent(evidence.coldInSunPart ?? 0)} of the sun`;
    return `${cold}: snow on them, most likely, and no neighbour to compare with`;
  }
  return null;
}

/** What most likely makes a day unlike all others: said to people, who should not look at what is sound. */
export function likelyCauseOf(evidence: VerdictEvidence | null): string {
  if (!evidence) return 'its readings tell nothing of how it ran';
  const { intervalSeconds, deviationVoltage, deviationCurrent, unknownMinutes } = evidence;
  const far = (deviation: number | null, limit: number) => deviation !== null && Math.abs(deviation) > limit;
  if (far(deviationVoltage, 0.15) || far(deviationCurrent, 0.2)) return 'most likely its nameplate or a unit is wrong';
  if (unknownMinutes > 120) return 'most likely for the readings that are missing';
  if (evidence.temperatureFrom === 'assumed') return 'most likely for its heat, which no thermometer told';
  if (intervalSeconds > 300) return `most likely for its readings, one every ${Math.round(intervalSeconds / 60)} min`;
  return 'most likely for a sky or a way of operation unlike all it has seen';
}

const isLone = ({ peers, historyDays }: VerdictEvidence) => peers === 0 && historyDays === 0;

function isNoWholeString(evidence: VerdictEvidence): boolean {
  const { missingStrings: missing, strings, spreadCurrent } = evidence;
  if (!isLone(evidence) || missing === null || strings === null) return false;
  const fell = spreadCurrent !== null && spreadCurrent * strings >= FALL_STRINGS;
  const least = fell ? STRING_TOLERANCE.fell : STRING_TOLERANCE.even;
  const isWhole = (open: number) => missing >= open - least && missing <= open + LARGEST_USUAL_LOSS * (strings - open);
  return !Array.from({ length: Math.max(strings - 1, 1) }, (_, index) => index + 1).some(isWhole);
}

/** Why a lone array's fault may be its nameplate: its voltage is low by one part through all of the day. */
function nameplateDoubt(evidence: VerdictEvidence): string | null {
  const { deviationVoltage, spreadVoltage } = evidence;
  if (!isLone(evidence) || deviationVoltage === null || spreadVoltage === null) return null;
  const { lo, hi } = WRONG_NAMEPLATE;
  if (spreadVoltage > EVEN_VOLTAGE || deviationVoltage > -lo || deviationVoltage < -hi) return null;
  const even = `its voltage is ${percent(-deviationVoltage)} below the expected one, evenly from first to last light`;
  return `${even}: a wrong nameplate does that, as a fault from before dawn may`;
}

function isSnowed({ peers, coldInSunPart }: VerdictEvidence): boolean {
  return peers === 0 && coldInSunPart !== null && coldInSunPart >= SNOWED_PART;
}

function registrationDoubt(evidence: VerdictEvidence): string | null {
  const { scaleVoltage, scaleCurrent, historyDays, temperatureFrom } = evidence;
  const doubts: string[] = [];
  if (scaleVoltage !== null && temperatureFrom !== 'assumed' && Math.abs(scaleVoltage - 1) > LARGEST_VOLTAGE_SCALE) {
    doubts.push(`voltage is ${percent(scaleVoltage)} of what its nameplate says`);
  }
  if (scaleCurrent !== null && Math.abs(scaleCurrent - 1) > LARGEST_CURRENT_SCALE) {
    doubts.push(`current is ${percent(scaleCurrent)} of what its nameplate and irradiance say`);
  }
  if (doubts.length === 0) return null;
  return `its ${doubts.join(', its ')} for ${historyDays} days: as usual today, yet check what is registered`;
}

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
