import { useSyncExternalStore } from 'react';
import { formatViewport, type PlantViewport, WHOLE_PLANT } from '#components/charts/plant-viewport.ts';

/** The cell the pointer or the keyboard is on. */
export interface MapCursor {
  index: number;
  by: 'pointer' | 'keyboard';
}

/** Cursor and viewport of a map, outside React: only what shows them is drawn again when they move. */
export class MapStore {
  private cursor: MapCursor | null = null;
  private viewport: PlantViewport = WHOLE_PLANT;
  private readonly listeners = new Set<() => void>();

  readonly getCursor = (): MapCursor | null => this.cursor;
  readonly getViewport = (): PlantViewport => this.viewport;

  readonly setCursor = (cursor: MapCursor | null): void => {
    if (cursor?.index === this.cursor?.index && cursor?.by === this.cursor?.by) return;
    this.cursor = cursor;
    this.tell();
  };

  readonly setViewport = (viewport: PlantViewport): void => {
    if (formatViewport(viewport) === formatViewport(this.viewport)) return;
    this.viewport = viewport;
    this.tell();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export function useMapCursor(store: MapStore): MapCursor | null {
  return useSyncExternalStore(store.subscribe, store.getCursor, () => null);
}

export function useMapViewport(store: MapStore): PlantViewport {
  return useSyncExternalStore(store.subscribe, store.getViewport, () => WHOLE_PLANT);
}
