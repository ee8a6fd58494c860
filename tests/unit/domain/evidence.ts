import type { VerdictEvidence } from '#domain/verdict-evidence.ts';

/** Evidence of a quiet day of 20 s readings against the nameplate alone, with what is changed of it. */
export function evidenceWith(changes: Partial<VerdictEvidence> = {}): VerdictEvidence {
  return {
    intervalSeconds: 20,
    limitedMinutes: 0,
    offMinutes: 0,
    unknownMinutes: 0,
    ranWhileOffPart: null,
    sweeps: 0,
    observedPart: 1,
    peers: 0,
    historyDays: 0,
    scaleVoltage: null,
    scaleCurrent: null,
    deviationVoltage: 0,
    deviationCurrent: 0,
    missingStrings: 0,
    strings: 3,
    spreadVoltage: 0,
    spreadCurrent: 0,
    weakLightVoltage: null,
    weakLightCurrent: null,
    coldInSunPart: 0,
    stuck: [],
    notLookedFor: [],
    temperatureFrom: 'measured',
    alternative: null,
    ...changes,
  };
}
