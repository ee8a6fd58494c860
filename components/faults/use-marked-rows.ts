'use client';

import { useState } from 'react';
import type { FaultView } from '#server/domain/faults.ts';

/** Which row the keys are on, and which ones are selected. What is done is done to the selected ones, else to that row. */
export function useMarkedRows(faults: readonly FaultView[]) {
  const [active, setActive] = useState(0);
  // The first key shows where one is; from then on the row of the keys takes the focus.
  const [moved, setMoved] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const current = Math.min(active, Math.max(0, faults.length - 1));
  const present = faults.filter(({ id }) => marked.has(id));
  const toggle = ({ id }: FaultView) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  };
  const activeFault = faults[current];
  return {
    active: current,
    moved,
    selected: new Set(present.map(({ id }) => id)) as ReadonlySet<string>,
    targets: present.length > 0 ? present : activeFault ? [activeFault] : [],
    setActive,
    move: (step: number) => {
      setActive(moved ? Math.max(0, Math.min(faults.length - 1, current + step)) : current);
      setMoved(true);
    },
    toggle,
    toggleActive: () => activeFault && toggle(activeFault),
    selectAll: () => setMarked(new Set(faults.map(({ id }) => id))),
    clear: () => setMarked(new Set()),
  };
}
