'use client';

import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FILTER_NAMES } from '#components/faults/fault-filter.ts';
import { useSavedFilters } from '#components/faults/use-saved-filters.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './faults-page.module.css';

interface SavedFiltersProps {
  /** Name of the filter in the URL, if it has one. */
  applied: string | null;
  search: URLSearchParams;
  write: (changes: Record<string, string | null>) => void;
}

/** Filters by name: apply one, save the present one, forget one. */
export function SavedFilters({ applied, search, write }: SavedFiltersProps) {
  const t = useTexts();
  const { saved, save, remove } = useSavedFilters();
  const [naming, setNaming] = useState(false);
  const apply = (name: string, query: string) => {
    const stored = new URLSearchParams(query);
    write({ ...Object.fromEntries(FILTER_NAMES.map((key) => [key, stored.get(key)])), filter: name });
  };
  const saveAs = (name: string) => {
    const present = FILTER_NAMES.flatMap((key) => {
      const value = search.get(key);
      return value === null ? [] : [[key, value] satisfies [string, string]];
    });
    save({ name, query: new URLSearchParams(present).toString() });
    write({ filter: name });
    setNaming(false);
  };
  const current = saved.find(({ name }) => name === applied);
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default" size="sm">
            {current ? current.name : t('fault.saved')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {saved.map(({ name, query }) => (
            <Menu.Item key={name} onClick={() => apply(name, query)}>
              {name}
            </Menu.Item>
          ))}
          {saved.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setNaming(true)}>{t('fault.saveFilter')}</Menu.Item>
          {current && (
            <Menu.Item
              onClick={() => {
                remove(current.name);
                write({ filter: null });
              }}
            >
              {t('fault.deleteFilter', { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('fault.saveFilterTitle')} centered>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            const name = String(new FormData(event.currentTarget).get('name')).trim();
            if (name !== '') saveAs(name);
          }}
        >
          <TextInput
            name="name"
            label={t('fault.name')}
            description={t('fault.inBrowser')}
            required
            maxLength={60}
            data-autofocus
          />
          <div className={styles.buttons}>
            <Button type="submit">{t('common.save')}</Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
