'use client';

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { FILTER_FIELDS, type FilterField } from '#components/audit/filter-of.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { AuditFilter } from '#domain/audit.ts';
import styles from './audit-page.module.css';

const fieldsOfFilter = (
  t: Texts,
): Record<FilterField, { label: string; placeholder?: string; type: 'text' | 'date' }> => ({
  actor: { label: t('audit.who'), placeholder: t('audit.nameOrId'), type: 'text' },
  action: { label: t('audit.action'), placeholder: 'runs.request', type: 'text' },
  target: { label: t('audit.what'), placeholder: t('audit.idOrKind'), type: 'text' },
  from: { label: t('audit.fromDay'), type: 'date' },
  to: { label: t('audit.toDay'), type: 'date' },
});

/** Fields that are sent together: the log is asked once for what somebody has typed, not for every letter. */
export function AuditFilters(props: {
  filter: AuditFilter;
  onChange: (changes: Record<FilterField, string | null>) => void;
}) {
  const t = useTexts();
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
    <form
      ref={form}
      key={JSON.stringify(props.filter)}
      className={styles.filters}
      onSubmit={send}
      aria-label={t('audit.filters')}
    >
      {FILTER_FIELDS.map((field) => (
        <TextInput
          key={field}
          name={field}
          {...fieldsOfFilter(t)[field]}
          defaultValue={props.filter[field] ?? ''}
          maxLength={200}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit">{t('audit.filter')}</Button>
        {Object.keys(props.filter).length > 0 && (
          <Button variant="subtle" onClick={clear}>
            {t('audit.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
