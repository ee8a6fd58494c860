'use client';

import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMergedRef } from '@mantine/hooks';
import { type Ref, useEffect, useRef, useState } from 'react';
import { type FaultFilterState, type FilterName, STATE_PRESETS, TO_DO } from '#components/faults/fault-filter.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { FAULT_STATES } from '#domain/fault-state.ts';
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
  const t = useTexts();
  const presets: { value: string; label: string }[] = STATE_PRESETS.map(({ value, name }) => ({
    value,
    label: t(`fault.preset.${name}`),
  }));
  if (!presets.some(({ value }) => value === filter.state)) {
    presets.push({ value: filter.state, label: namesOf(filter.state, t) });
  }
  const others = people.filter((name) => name !== me);
  const asked = filter.assignee;
  const extra = asked !== '' && asked !== 'none' && asked !== me && !others.includes(asked) ? [asked] : [];
  return (
    <search className={styles.filters} aria-label={t('fault.filterLabel')}>
      <SegmentedControl
        className={styles.states}
        aria-label={t('fault.column.state')}
        data={presets}
        value={filter.state}
        onChange={(state) => onChange({ state: state === TO_DO ? null : state })}
      />
      <NativeSelect
        aria-label={t('fault.condition')}
        value={filter.condition}
        onChange={(event) => onChange({ condition: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('fault.anyCondition') },
          ...FAULT_KINDS.map((name) => ({ value: name, label: t(`kinds.${name}`) })),
          ...(filter.condition.includes(',') ? [{ value: filter.condition, label: t('fault.severalConditions') }] : []),
        ]}
      />
      <NativeSelect
        aria-label={t('fault.column.assignee')}
        value={asked}
        onChange={(event) => onChange({ assignee: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('fault.anybody') },
          { value: 'none', label: t('fault.unassignedOnly') },
          ...(me === '' ? [] : [{ value: me, label: t('fault.mine', { me }) }]),
          ...[...others, ...extra].map((name) => ({ value: name, label: name })),
        ]}
      />
      <TextInput
        type="date"
        aria-label={t('fault.sinceLabel')}
        leftSection={t('fault.column.since')}
        leftSectionWidth={60}
        value={filter.since}
        onChange={(event) => onChange({ since: event.currentTarget.value || null })}
      />
      <SearchField text={filter.text} inputRef={searchRef} onChange={(text) => onChange({ text: text || null })} />
    </search>
  );
}

function SearchField(props: { text: string; inputRef: Ref<HTMLInputElement>; onChange: (text: string) => void }) {
  const t = useTexts();
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
      aria-label={t('fault.searchLabel')}
      placeholder={t('fault.searchHint')}
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

const namesOf = (states: string, t: Texts) =>
  states
    .split(',')
    .map((state) => FAULT_STATES.find((known) => known === state))
    .map((state) => (state ? t(`fault.state.${state}`) : ''))
    .join(', ');
