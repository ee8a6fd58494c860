import type { Finding } from '#domain/commissioning.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { medianOf } from './statistics.ts';
import type { Survey } from './survey.ts';

/** How often readings come, against what is registered: of the plant, and of the arrays that differ from the others. */
export function samplingIntervals(survey: Survey): Finding[] {
  const { plant, days } = survey;
  const own = new Map(
    plant.arrays.map(({ deviceId }) => [
      deviceId,
      medianOf(days.flatMap(({ arrays }) => arrays.get(deviceId)?.intervalSeconds ?? [])),
    ]),
  );
  const usual = medianOf(own.values());
  // The grid holds a reading every 20 s: what comes more often looks like it.
  const registered = Math.max(SLOT_SECONDS, plant.samplingSeconds);
  const isOff = (seconds: number, expected: number) => Math.abs(seconds - expected) > 0.4 * expected;
  const findings: Finding[] = isOff(usual, registered) ? [findingOf([], usual, registered)] : [];
  for (const [deviceId, seconds] of own) {
    if (isOff(seconds, usual)) findings.push(findingOf([deviceId], seconds, usual));
  }
  return findings;
}

function findingOf(deviceIds: string[], seconds: number, expected: number): Finding {
  const [who, whose] = deviceIds.length > 0 ? ['Its readings', 'the others’'] : ['Readings', 'what is registered'];
  return {
    kind: 'sampling',
    deviceIds,
    text: `${who} come every ${seconds} s, ${whose}: every ${expected} s`,
    sureness: 'certain',
    figures: [
      { label: 'measured', value: seconds, unit: 's' },
      { label: 'expected', value: expected, unit: 's' },
    ],
    plot: null,
    proposal: null,
    advice: 'Register the interval at which readings come, or set the loggers to the one that is registered.',
  };
}
