'use client';

import { ActionIcon } from '@mantine/core';
import type { PlantLayout } from '#components/charts/plant-layout.ts';
import { maxZoom, WHOLE_PLANT, ZOOM_STEP, zoomAt } from '#components/charts/plant-viewport.ts';
import { type MapStore, useMapViewport } from '#components/plant/map-store.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { MinusIcon, PlusIcon, WholeIcon } from '#components/ui/icons.tsx';
import styles from './plant-map.module.css';

/** Zoom for those without wheel and keyboard; a button that can do nothing says so. */
export function ZoomButtons({ layout, store }: { layout: PlantLayout; store: MapStore }) {
  const t = useTexts();
  const view = useMapViewport(store);
  const zoom = (factor: number) => {
    const { field } = layout;
    store.setViewport(zoomAt(layout, view, factor, field.x + field.width / 2, field.y + field.height / 2));
  };
  return (
    <fieldset className={styles.zoom} aria-label={t('zoom.label')}>
      <ActionIcon
        variant="default"
        aria-label={t('zoom.in')}
        title={t('zoom.inKey')}
        disabled={view.zoom >= maxZoom(layout) * 0.999}
        onClick={() => zoom(ZOOM_STEP)}
      >
        <PlusIcon size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t('zoom.out')}
        title={t('zoom.outKey')}
        disabled={view.zoom <= 1.001}
        onClick={() => zoom(1 / ZOOM_STEP)}
      >
        <MinusIcon size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t('zoom.whole')}
        title={t('zoom.wholeKey')}
        disabled={view.zoom <= 1.001}
        onClick={() => store.setViewport(WHOLE_PLANT)}
      >
        <WholeIcon size={16} />
      </ActionIcon>
      <span className={styles.zoomed} aria-live="polite">
        {view.zoom > 1.001 ? `${t.fixed(view.zoom, 1)}×` : ''}
      </span>
    </fieldset>
  );
}
