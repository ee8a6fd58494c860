'use client';

import NextLink from 'next/link';
import type { ComponentProps } from 'react';
import { pathInPlant } from '#components/ui/plant-path.ts';
import { usePlantId } from '#components/ui/use-plant.ts';

/** A link to another page of the same plant: its path stands without the plant. */
export function Link({ href, ...link }: Omit<ComponentProps<typeof NextLink>, 'href'> & { href: string }) {
  return <NextLink {...link} href={pathInPlant(href, usePlantId())} />;
}
