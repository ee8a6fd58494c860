import { createContext, useContext } from 'react';
import { type TimeWindow, WHOLE_DAY } from '#components/charts/time-window.ts';

/** The part of the day that all charts of the page show, and how a chart asks for another. */
export interface ChartWindow {
  window: TimeWindow;
  zoom: (fromMs: number, toMs: number) => void;
  reset: () => void;
}

export const ChartWindowContext = createContext<ChartWindow>({
  window: WHOLE_DAY,
  zoom: () => undefined,
  reset: () => undefined,
});

export const useChartWindow = () => useContext(ChartWindowContext);
