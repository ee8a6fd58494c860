'use client';

import { useState } from 'react';
import type { FaultView } from '#domain/faults.ts';

/** Which row the keys are on, and which ones are selected. What is done is done to the selected ones, else to that row. */
export function useMarkedRows(faults: readonly FaultView[]) {
  // By its id: when the list is sorted anew under the keys, they stay on the fault they were on.
  const [active, setActive] = useState<{ id: string | null; index: number }>({ id: null, index: 0 });
  // The first key shows where one is; from then on the row of the keys takes the focus.
  const [moved, setMoved] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const found = faults.findIndex(({ id }) => id === active.id);
  const current = found >= 0 ? found : Math.min(active.index, Math.max(0, faults.length - 1));
  const activate = (index: number) => setActive({ id: faults[index]?.id ?? null, index });
  // At first, and when its fault has left the list: the one that is shown in its place is the one the keys are on.
  if (found < 0 && faults.length > 0) activate(current);
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
    setActive: activate,
    move: (step: number) => {
      activate(moved ? Math.max(0, Math.min(faults.length - 1, current + step)) : current);
      setMoved(true);
    },
    toggle,
    toggleActive: () => activeFault && toggle(activeFault),
    selectAll: () => setMarked(new Set(faults.map(({ id }) => id))),
    clear: () => setMarked(new Set()),
  };
}
