'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { pathInPlant, plantIdOfPath } from '#components/ui/plant-path.ts';

/** The plant that the page's address names; null on the pages of the default plant and of no plant. */
export function usePlantId(): string | null {
  return plantIdOfPath(usePathname());
}

/** Goes to another page of the same plant. */
export function useGoTo(): (path: string) => void {
  const router = useRouter();
  const plantId = usePlantId();
  return useCallback((path: string) => router.push(pathInPlant(path, plantId)), [router, plantId]);
}
