'use client';

import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { cellAt, type PlantLayout } from '#components/charts/plant-layout.ts';
import { clampViewport, panBy, seenLayout, zoomAt } from '#components/charts/plant-viewport.ts';
import type { MapStore } from '#components/plant/map-store.ts';

const DRAG_STARTS_PX = 4;
const WHEEL_STEP = 0.0016;

interface Point {
  x: number;
  y: number;
}

/**
 * Pointers on the map: hovering moves the cursor; one that drags pans, two pinch, the wheel zooms. A click after a drag
 * is none. The page keeps its wheel: the map takes it with Ctrl, when it has the focus, or when it is zoomed in.
 */
export function useMapGestures(
  frame: RefObject<HTMLDivElement | null>,
  layout: PlantLayout,
  store: MapStore,
  onPick: (index: number) => void,
) {
  const pointers = useRef(new Map<number, Point>());
  const dragged = useRef(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const view = store.getViewport();
      const meant = event.ctrlKey || event.metaKey || view.zoom > 1 || document.activeElement === element;
      const next = clampViewport(layout, { ...view, zoom: view.zoom * Math.exp(-event.deltaY * WHEEL_STEP) });
      if (!meant || (next.zoom === view.zoom && !event.ctrlKey)) return;
      event.preventDefault();
      const { x, y } = pointOf(event, element);
      store.setViewport(zoomAt(layout, view, next.zoom / view.zoom, x, y));
    };
    // A finger scrolls the page over the whole plant, and pans the plant once it is zoomed in.
    const tellZoom = () => {
      element.dataset.zoomed = String(store.getViewport().zoom > 1);
    };
    tellZoom();
    const stop = store.subscribe(tellZoom);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      stop();
      element.removeEventListener('wheel', onWheel);
    };
  }, [frame, layout, store]);

  const cellUnder = (event: PointerEvent | React.MouseEvent) => {
    const { x, y } = pointOf(event, event.currentTarget);
    return cellAt(seenLayout(layout, store.getViewport()), x, y);
  };
  const release = (event: PointerEvent) => pointers.current.delete(event.pointerId);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (pointers.current.size === 0) dragged.current = false;
      pointers.current.set(event.pointerId, pointOf(event, event.currentTarget));
    },
    onPointerMove: (event: PointerEvent) => {
      const before = pointers.current.get(event.pointerId);
      const now = pointOf(event, event.currentTarget);
      if (!before) {
        if (event.pointerType === 'touch') return;
        const index = cellUnder(event);
        store.setCursor(index < 0 ? null : { index, by: 'pointer' });
        return;
      }
      const far = Math.hypot(now.x - before.x, now.y - before.y) >= DRAG_STARTS_PX;
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      if (!dragged.current && !far && others.length === 0) return;
      if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = true;
      pointers.current.set(event.pointerId, now);
      store.setCursor(null);
      store.setViewport(moved(layout, store, before, now, others[0]));
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: (event: PointerEvent) => {
      if (store.getCursor()?.by === 'pointer') store.setCursor(null);
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) release(event);
    },
    onClick: (event: React.MouseEvent) => {
      const index = dragged.current ? -1 : cellUnder(event);
      dragged.current = false;
      if (index >= 0) onPick(index);
    },
  };
}

/** One finger pans; with another one down, the distance between them zooms around their middle. */
function moved(layout: PlantLayout, store: MapStore, before: Point, now: Point, other: Point | undefined) {
  const view = store.getViewport();
  if (!other) return panBy(layout, view, now.x - before.x, now.y - before.y);
  const distance = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
  const panned = panBy(layout, view, (now.x - before.x) / 2, (now.y - before.y) / 2);
  const factor = distance(now) / distance(before);
  return zoomAt(layout, panned, factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
}

function pointOf(event: { clientX: number; clientY: number }, element: Element): Point {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
