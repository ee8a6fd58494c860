import { useSyncExternalStore } from 'react';

/** Where the shared cursor stands: a time of the plant day, and a row of the scalograms when it is in one. */
export interface ChartCursor {
  msOfDay: number;
  scaleRow: number | null;
  /** Moved by a key, so it is read out. */
  byKey?: boolean;
}

/** Holds the cursor outside React: only what shows it is drawn again when it moves. */
export class CursorStore {
  private cursor: ChartCursor | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): ChartCursor | null => this.cursor;

  readonly set = (cursor: ChartCursor | null): void => {
    this.cursor = cursor;
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useCursor(store: CursorStore): ChartCursor | null {
  return useSyncExternalStore(store.subscribe, store.get, () => null);
}
