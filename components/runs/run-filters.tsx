'use client';

import { Button, Chip, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '#components/data/model-queries.ts';
import { RUN_STATE_WORDS, TRIGGER_WORDS } from '#components/runs/run-words.ts';
import { RUN_TRIGGERS } from '#domain/run.ts';
import { runFilterSchema } from '#domain/run-history.ts';
import { RUN_STATES } from '#domain/state-machine.ts';
import styles from './run-filters.module.css';

export type RunFilters = Record<string, string>;

const NAMES = Object.keys(runFilterSchema.shape);

/** The filter that an address holds; what the API would refuse in it is left out. */
export function filtersOf(search: URLSearchParams): RunFilters {
  const given = Object.fromEntries(
    NAMES.flatMap((name): [string, string][] => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const bad = new Set(runFilterSchema.safeParse(given).error?.issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name)));
}

interface RunFiltersProps {
  filters: RunFilters;
  today: string;
  onChange: (changes: Record<string, string | null>) => void;
}

export function RunFilterBar({ filters, today, onChange }: RunFiltersProps) {
  const models = useQuery(modelsQuery());
  const versions = new Set([...(models.data?.models ?? []).map(({ version }) => version)]);
  if (filters.model) versions.add(filters.model);
  const [from, to] = [filters.day ?? filters.from, filters.day ?? filters.to];
  return (
    <search className={styles.bar} aria-label="Filter runs">
      <Chip.Group
        multiple
        value={filters.state?.split(',') ?? []}
        onChange={(states) => onChange({ state: states.length === 0 ? null : states.join(',') })}
      >
        <fieldset className={styles.states} aria-label="State">
          {RUN_STATES.map((state) => (
            <Chip key={state} value={state} size="xs" variant="outline">
              {RUN_STATE_WORDS[state].label}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <div className={styles.fields}>
        <TextInput
          type="date"
          size="xs"
          label="Plant day from"
          value={from ?? ''}
          max={to ?? today}
          onChange={({ currentTarget }) => onChange({ day: null, from: currentTarget.value || null, to: to ?? null })}
        />
        <TextInput
          type="date"
          size="xs"
          label="to"
          value={to ?? ''}
          min={from ?? ''}
          max={today}
          onChange={({ currentTarget }) => onChange({ day: null, from: from ?? null, to: currentTarget.value || null })}
        />
        <NativeSelect
          size="xs"
          label="Trigger"
          value={filters.trigger ?? ''}
          data={[
            { value: '', label: 'Any' },
            ...RUN_TRIGGERS.map((trigger) => ({ value: trigger, label: TRIGGER_WORDS[trigger] })),
          ]}
          onChange={({ currentTarget }) => onChange({ trigger: currentTarget.value || null })}
        />
        <NativeSelect
          size="xs"
          label="Model"
          value={filters.model ?? ''}
          data={[{ value: '', label: 'Any' }, ...[...versions].map((value) => ({ value, label: value }))]}
          onChange={({ currentTarget }) => onChange({ model: currentTarget.value || null })}
        />
        {Object.keys(filters).length > 0 && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => onChange(Object.fromEntries(NAMES.map((name) => [name, null])))}
          >
            Clear filters
          </Button>
        )}
      </div>
    </search>
  );
}
