import { createContext, useContext } from 'react';
import { MARKED_STATE_LABELS, type OperationView, type StateBand } from '#domain/operation-view.ts';

/** The stretches that all charts of the page mark. */
export const StateBandsContext = createContext<readonly StateBand[]>([]);

export const useStateBands = () => useContext(StateBandsContext);

/** "Power limited", or nothing where nothing is marked. */
export function stateWords(bands: readonly StateBand[], msOfDay: number): string {
  const band = bands.find(({ fromMs, toMs }) => fromMs <= msOfDay && msOfDay < toMs);
  return band ? MARKED_STATE_LABELS[band.state] : '';
}

/** What is marked on a day, with how much of it: minutes up to two hours, then hours; sweeps by their number. */
export function markedStates({ bands, minutes }: OperationView): { state: StateBand['state']; words: string }[] {
  const states = (Object.keys(minutes) as StateBand['state'][]).filter((state) => minutes[state] > 0);
  return states.map((state) => {
    const count = bands.filter((band) => band.state === state).length;
    const times = count === 1 ? 'once' : `${count} times`;
    const words = state === 'sweep' ? times : durationWords(minutes[state]);
    return { state, words };
  });
}

/** "35 min", "3.5 h". */
export function durationWords(minutes: number): string {
  if (minutes > 0 && minutes < 1) return `${Math.round(minutes * 60)} s`;
  return minutes < 120 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}
