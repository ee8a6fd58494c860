'use client';

import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMergedRef } from '@mantine/hooks';
import { type Ref, useEffect, useRef, useState } from 'react';
import { type FaultFilterState, type FilterName, STATE_PRESETS, TO_DO } from '#components/faults/fault-filter.ts';
import { STATE_WORDS } from '#components/faults/fault-words.ts';
import { FAULT_KINDS, FAULT_LABELS } from '#domain/fault-kinds.ts';
import type { FaultState } from '#domain/fault-state.ts';
import styles from './faults-page.module.css';

const TYPING_MS = 250;

interface FaultFiltersProps {
  filter: FaultFilterState;
  me: string;
  people: readonly string[];
  searchRef: Ref<HTMLInputElement>;
  onChange: (changes: Partial<Record<FilterName, string | null>>) => void;
}

export function FaultFilters({ filter, me, people, searchRef, onChange }: FaultFiltersProps) {
  const presets = STATE_PRESETS.some(({ value }) => value === filter.state)
    ? [...STATE_PRESETS]
    : [...STATE_PRESETS, { value: filter.state, label: namesOf(filter.state) }];
  const others = people.filter((name) => name !== me);
  const asked = filter.assignee;
  const extra = asked !== '' && asked !== 'none' && asked !== me && !others.includes(asked) ? [asked] : [];
  return (
    <search className={styles.filters} aria-label="Filter the faults">
      <SegmentedControl
        className={styles.states}
        aria-label="State"
        data={presets}
        value={filter.state}
        onChange={(state) => onChange({ state: state === TO_DO ? null : state })}
      />
      <NativeSelect
        aria-label="Condition"
        value={filter.condition}
        onChange={(event) => onChange({ condition: event.currentTarget.value || null })}
        data={[
          { value: '', label: 'Any condition' },
          ...FAULT_KINDS.map((name) => ({ value: name, label: FAULT_LABELS[name] })),
          ...(filter.condition.includes(',') ? [{ value: filter.condition, label: 'Several conditions' }] : []),
        ]}
      />
      <NativeSelect
        aria-label="Assignee"
        value={asked}
        onChange={(event) => onChange({ assignee: event.currentTarget.value || null })}
        data={[
          { value: '', label: 'Anybody’s' },
          { value: 'none', label: 'Nobody’s' },
          ...(me === '' ? [] : [{ value: me, label: `Mine (${me})` }]),
          ...[...others, ...extra].map((name) => ({ value: name, label: name })),
        ]}
      />
      <TextInput
        type="date"
        aria-label="Since this day or later"
        leftSection="Since"
        leftSectionWidth={60}
        value={filter.since}
        onChange={(event) => onChange({ since: event.currentTarget.value || null })}
      />
      <SearchField text={filter.text} inputRef={searchRef} onChange={(text) => onChange({ text: text || null })} />
    </search>
  );
}

function SearchField(props: { text: string; inputRef: Ref<HTMLInputElement>; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(props.text);
  const tell = useDebouncedCallback(props.onChange, TYPING_MS);
  const input = useRef<HTMLInputElement>(null);
  const ref = useMergedRef(input, props.inputRef);
  // The address is a moment behind what is typed: it is taken over only when nobody types.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(props.text);
  }, [props.text]);
  return (
    <TextInput
      ref={ref}
      className={styles.search}
      type="search"
      aria-label="Search arrays, notes and names"
      placeholder="Array, note or name"
      maxLength={100}
      value={typed}
      rightSection={<kbd className={styles.key}>/</kbd>}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

const namesOf = (states: string) =>
  states
    .split(',')
    .map((state) => STATE_WORDS[state as FaultState]?.label ?? state)
    .join(', ');
