'use client';

import { useEffect, useRef, useState } from 'react';
import { findCells } from '#components/plant/list-cells.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { GridCell } from '#domain/views.ts';
import styles from './plant-page.module.css';

interface FindArrayProps {
  /** Null while they are not there yet. */
  cells: readonly GridCell[] | null;
  value: string;
  onChange: (value: string) => void;
  onOpen: (cell: GridCell) => void;
}

/** Finds an array by a part of its id: marked on the map, opened by Enter. */
export function FindArray({ cells, value, onChange, onOpen }: FindArrayProps) {
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  // The address follows what is typed and is a moment behind: it is taken over only when nobody types.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(value);
  }, [value]);
  const write = (text: string) => {
    setTyped(text);
    onChange(text);
  };
  const found = value === '' || cells === null ? null : findCells(cells, value);
  useShortcuts([{ key: '/', words: t('plant.find'), run: () => input.current?.focus() }]);
  return (
    <span className={styles.find}>
      <input
        ref={input}
        type="search"
        className={styles.findInput}
        aria-label={t('plant.findById')}
        aria-invalid={found?.length === 0}
        placeholder={t('plant.findHint')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => write(event.currentTarget.value.toUpperCase())}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found?.[0]) onOpen(found[0]);
          if (event.key !== 'Escape') return;
          write('');
          event.currentTarget.blur();
        }}
      />
      <span className={styles.found} role="status">
        {found === null ? '' : t('plant.found', { count: found.length })}
      </span>
    </span>
  );
}
