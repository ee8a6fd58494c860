import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { HEALTHY } from './array-state.ts';
import { randomWalk } from './clouds.ts';
import {
  drawOnset,
  drawStrings,
  type Fault,
  type FaultContext,
  lengthFactor,
  SLOTS_PER_MINUTE,
  within,
} from './faults.ts';
import { ARC } from './ranges.ts';
import { SCALED_FAULTS } from './wide-ranges.ts';

/**
 * A series arc in one string. Its spectrum is far above one sample in 20 s: what is left between samples is a level,
 * an excess variance and that it comes and goes, in episodes.
 */
export function drawArcFault(context: FaultContext): Fault {
  const { random, dusk, dawn } = context;
  const onsetSlot = drawOnset(context);
  const [string] = drawStrings(context, 1) as [number];
  const longer = Math.min(Math.max(lengthFactor(context), 1), SCALED_FAULTS.longestArc);
  const drop = within(random, ARC.drop) * longer;
  const fluctuation = within(random, ARC.fluctuation);
  const duty = within(random, ARC.duty);
  const episodes = drawEpisodes(context, Math.max(onsetSlot, dawn), dusk);
  const level = randomWalk(random, within(random, ARC.memory));
  const voltage = new Float64Array(SLOTS_PER_DAY);
  const tracked = new Float64Array(SLOTS_PER_DAY);
  for (const [from, to] of episodes) {
    let burning = true;
    let seen = 0;
    for (let slot = from; slot < to; slot++) {
      // Bursts: about three slots in four it stays as it was, and over time it burns `duty` of the time.
      if (random.chance(0.25)) burning = random.chance(duty);
      const now = burning ? drop * Math.max(0.3, 1 + fluctuation * level()) : 0;
      seen += 0.5 * (now - seen);
      voltage[slot] = now;
      tracked[slot] = seen;
    }
  }
  return {
    onsetSlot,
    parameters: { string, drop, fluctuation, duty, episodes },
    stateAt: (slot) => {
      const [now, seen] = [voltage[slot] as number, tracked[slot] as number];
      return now + seen > 0 ? { kind: 'arc', string, voltage: now, trackedVoltage: seen } : HEALTHY;
    },
  };
}

/** Episodes [from, to) that fill a drawn part of the daylight left; the first begins with the fault. */
function drawEpisodes({ random }: FaultContext, from: number, dusk: number): [number, number][] {
  const part = within(random, ARC.burningPart);
  const episodes: [number, number][] = [];
  let slot = from;
  while (slot < dusk) {
    const length = Math.max(1, Math.round(within(random, ARC.episodeMinutes) * SLOTS_PER_MINUTE));
    const pause = Math.round(length * (1 / part - 1) * random.uniform(0.4, 1.6));
    episodes.push([slot, Math.min(slot + length, dusk)]);
    slot += length + pause;
  }
  return episodes;
}
