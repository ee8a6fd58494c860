import { createContext, useContext } from 'react';
import type { Texts } from '#components/texts/texts.ts';
import type { OperationView, StateBand } from '#domain/operation-view.ts';

/** The stretches that all charts of the page mark. */
export const StateBandsContext = createContext<readonly StateBand[]>([]);

export const useStateBands = () => useContext(StateBandsContext);

/** "Power limited", or nothing where nothing is marked. */
export function stateWords(bands: readonly StateBand[], msOfDay: number, t: Texts): string {
  const band = bands.find(({ fromMs, toMs }) => fromMs <= msOfDay && msOfDay < toMs);
  return band ? t(`states.${band.state}`) : '';
}

/** What is marked on a day, with how much of it: minutes up to two hours, then hours; sweeps by their number. */
export function markedStates(
  { bands, minutes }: OperationView,
  t: Texts,
): { state: StateBand['state']; words: string }[] {
  const states = (Object.keys(minutes) as StateBand['state'][]).filter((state) => minutes[state] > 0);
  return states.map((state) => {
    const count = bands.filter((band) => band.state === state).length;
    const times = t('array.times', { count });
    const words = state === 'sweep' ? times : t.minutes(minutes[state]);
    return { state, words };
  });
}
