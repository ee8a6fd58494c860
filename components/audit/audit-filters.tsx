'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { FILTER_FIELDS, type FilterField } from '#components/audit/filter-of.ts';
import type { AuditFilter } from '#domain/audit.ts';
import styles from './audit-page.module.css';

const FIELDS: Record<FilterField, { label: string; placeholder?: string; type: 'text' | 'date' }> = {
  actor: { label: 'Who', placeholder: 'name or id', type: 'text' },
  action: { label: 'Action', placeholder: 'runs.request', type: 'text' },
  target: { label: 'What', placeholder: 'id or kind', type: 'text' },
  from: { label: 'From day', type: 'date' },
  to: { label: 'To day', type: 'date' },
};

/** Fields that are sent together: the log is asked once for what somebody has typed, not for every letter. */
export function AuditFilters(props: {
  filter: AuditFilter;
  onChange: (changes: Record<FilterField, string | null>) => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const typed = (field: FilterField) => String(given.get(field) ?? '').trim() || null;
    props.onChange({
      actor: typed('actor'),
      action: typed('action'),
      target: typed('target'),
      from: typed('from'),
      to: typed('to'),
    });
  };
  const clear = () => {
    form.current?.reset();
    props.onChange({ actor: null, action: null, target: null, from: null, to: null });
  };
  return (
    // Another filter from outside (back, a link) begins the fields anew.
    <form ref={form} key={JSON.stringify(props.filter)} className={styles.filters} onSubmit={send} aria-label="Filters">
      {FILTER_FIELDS.map((field) => (
        <TextInput
          key={field}
          name={field}
          {...FIELDS[field]}
          defaultValue={props.filter[field] ?? ''}
          maxLength={200}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit">Filter</Button>
        {Object.keys(props.filter).length > 0 && (
          <Button variant="subtle" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
    </form>
  );
}
