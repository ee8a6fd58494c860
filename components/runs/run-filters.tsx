'use client';

import { Button, Chip, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '#components/data/model-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

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
  const t = useTexts();
  const models = useQuery(modelsQuery());
  const versions = new Set([...(models.data?.models ?? []).map(({ version }) => version)]);
  if (filters.model) versions.add(filters.model);
  const [from, to] = [filters.day ?? filters.from, filters.day ?? filters.to];
  return (
    <search className={styles.bar} aria-label={t('run.filterLabel')}>
      <Chip.Group
        multiple
        value={filters.state?.split(',') ?? []}
        onChange={(states) => onChange({ state: states.length === 0 ? null : states.join(',') })}
      >
        <fieldset className={styles.states} aria-label={t('run.stateLabel')}>
          {RUN_STATES.map((state) => (
            <Chip key={state} value={state} size="xs" variant="outline">
              {t(`run.state.${state}`)}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <div className={styles.fields}>
        <TextInput
          type="date"
          size="xs"
          label={t('run.dayFrom')}
          value={from ?? ''}
          max={to ?? today}
          onChange={({ currentTarget }) => onChange({ day: null, from: currentTarget.value || null, to: to ?? null })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('run.dayTo')}
          value={to ?? ''}
          min={from ?? ''}
          max={today}
          onChange={({ currentTarget }) => onChange({ day: null, from: from ?? null, to: currentTarget.value || null })}
        />
        <NativeSelect
          size="xs"
          label={t('run.triggerLabel')}
          value={filters.trigger ?? ''}
          data={[
            { value: '', label: t('run.any') },
            ...RUN_TRIGGERS.map((trigger) => ({ value: trigger, label: t(`run.trigger.${trigger}`) })),
          ]}
          onChange={({ currentTarget }) => onChange({ trigger: currentTarget.value || null })}
        />
        <NativeSelect
          size="xs"
          label={t('run.model')}
          value={filters.model ?? ''}
          data={[{ value: '', label: t('run.any') }, ...[...versions].map((value) => ({ value, label: value }))]}
          onChange={({ currentTarget }) => onChange({ model: currentTarget.value || null })}
        />
        {Object.keys(filters).length > 0 && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => onChange(Object.fromEntries(NAMES.map((name) => [name, null])))}
          >
            {t('fault.clearFilters')}
          </Button>
        )}
      </div>
    </search>
  );
}
