import { MARKED_STATES, type MarkedState, type OperationView, type StateBand } from '#domain/operation-view.ts';
import { plantDayStartMs, SLOT_SECONDS } from '#domain/plant-day.ts';
import { arrayOperationOf, operationAgainst } from '#models/operation/array-operation.ts';
import { countState, OPERATING_STATES, stretchesOf, UNKNOWN } from '#models/operation/operating-state.ts';
import { facingOf } from '#models/operation/peer-sketch.ts';
import { combined, deviationsAt, NAMEPLATE_REFERENCE, type Reference } from '#models/operation/reference.ts';
import { HeliographError } from '#server/errors.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import { runPeers } from '#server/services/arrays/run-peers.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { evidenceOf } from '#server/services/results/result-view.ts';

const SLOT_MS = SLOT_SECONDS * 1000;

/** How an array operated on a day against its nameplate, its neighbours and its own past. */
export async function getOperation(context: ServiceContext, input: ArrayDayInput): Promise<OperationView> {
  const { array, plant, day, run, verdict, readSilver } = await openArrayDay(context, input);
  const alone = arrayOperationOf((await readSilver()).series, array.nameplate);
  if (!alone) throw new HeliographError('no_data', `${array.deviceId} has a channel without any reading on ${day}`);
  const peers = await runPeers(run);
  const shared = peers?.referenceOf(facingOf(alone), alone) ?? null;
  const reference = combined(shared ?? NAMEPLATE_REFERENCE, ownScale(verdict.evidence));
  const { ratios, states } = operationAgainst(alone, reference);
  const lit = (slot: number) => (ratios.weight[slot] as number) > 0 && states[slot] !== UNKNOWN;
  const perSlot = (valueAt: (slot: number) => number) =>
    Array.from(states, (_, slot) => (lit(slot) ? Math.round(valueAt(slot) * 1000) / 1000 : null));
  return {
    startMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    slotSeconds: SLOT_SECONDS,
    voltage: perSlot((slot) => ratios.voltage[slot] as number),
    current: perSlot((slot) => ratios.current[slot] as number),
    photocurrentDeviation: perSlot((slot) => deviationsAt(ratios, reference, slot).photocurrent),
    neighbours: shared && {
      arrays: shared.peers,
      voltage: perSlot(shared.voltage),
      photocurrent: perSlot(shared.photocurrent),
    },
    bands: MARKED_STATES.flatMap((state) => bandsOf(states, state)).sort((a, b) => a.fromMs - b.fromMs),
    minutes: {
      limited: minutesOf(states, 'limited'),
      off: minutesOf(states, 'off'),
      sweep: minutesOf(states, 'sweep'),
      unknown: minutesOf(states, 'unknown'),
    },
  };
}

/** The array's own past as the verdict had it, by its scale over the whole day; without one the nameplate's. */
function ownScale(stored: unknown): Reference {
  const evidence = evidenceOf(stored);
  const { scaleVoltage = null, scaleCurrent = null, historyDays = 0 } = evidence ?? {};
  if (scaleVoltage === null || scaleCurrent === null) return NAMEPLATE_REFERENCE;
  return { photocurrent: () => scaleCurrent, voltage: () => scaleVoltage, peers: 0, historyDays };
}

function bandsOf(states: Uint8Array, state: MarkedState): StateBand[] {
  return stretchesOf(states, OPERATING_STATES.indexOf(state)).map(([from, end]) => ({
    state,
    fromMs: from * SLOT_MS,
    toMs: end * SLOT_MS,
  }));
}

function minutesOf(states: Uint8Array, state: MarkedState): number {
  return Math.round((countState(states, OPERATING_STATES.indexOf(state)) * SLOT_SECONDS) / 6) / 10;
}
