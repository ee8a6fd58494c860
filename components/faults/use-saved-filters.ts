'use client';

import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';

const savedSchema = z.array(z.object({ name: z.string(), query: z.string() }));

export type SavedFilter = z.infer<typeof savedSchema>[number];

/** Filters by name, kept in this browser. What somebody else's hand put there and cannot be read counts as none. */
export function useSavedFilters() {
  const [saved, setSaved] = useLocalStorage<SavedFilter[]>({
    key: 'heliograph.fault-filters',
    defaultValue: [],
    deserialize: (text) => {
      try {
        return savedSchema.parse(JSON.parse(text ?? '[]'));
      } catch {
        return [];
      }
    },
  });
  const others = (name: string) => saved.filter((one) => one.name !== name);
  return {
    saved,
    save: (filter: SavedFilter) =>
      setSaved([...others(filter.name), filter].sort((a, b) => a.name.localeCompare(b.name))),
    remove: (name: string) => setSaved(others(name)),
  };
}
