'use client';

import { Button, Chip, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { EXPORT_VERDICTS } from '#domain/exports.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import styles from './exports-page.module.css';

/** The verdicts that a URL names, as the API reads it. */
function verdictsOf(text: string): string[] {
  return text.split(/[\s,]+/).flatMap((word) => (word === 'faults' ? [...FAULT_KINDS] : word === '' ? [] : [word]));
}

/** Which array-days the file takes. Every field is in the URL; `from` and `to` are what an empty URL means. */
export function ExportForm({ from, to }: { from: string; to: string }) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const chosen = verdictsOf(search.get('verdicts') ?? '');
  const onlyFaults = chosen.length === FAULT_KINDS.length && FAULT_KINDS.every((fault) => chosen.includes(fault));
  const choose = (verdicts: string[]) => write({ verdicts: verdicts.join(',') || null }, 'replace');
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <TextInput
          type="date"
          label={t('export.firstDay')}
          value={search.get('from') ?? from}
          onChange={({ currentTarget: { value } }) =>
            write({ from: value || null, to: search.get('to') ?? to }, 'replace')
          }
        />
        <TextInput
          type="date"
          label={t('export.lastDay')}
          value={search.get('to') ?? to}
          onChange={({ currentTarget: { value } }) =>
            write({ from: search.get('from') ?? from, to: value || null }, 'replace')
          }
        />
        <SettledInput
          name="arrays"
          label={t('export.arrays')}
          description={t('export.arraysHint')}
          placeholder={t('export.allArrays')}
        />
        <SettledInput
          name="minConfidence"
          label={t('export.minConfidence')}
          description={t('export.zeroToOne')}
          placeholder={t('export.any')}
        />
      </div>
      <fieldset className={styles.verdicts}>
        <legend className={styles.legend}>{t('export.verdicts')}</legend>
        <Chip.Group multiple value={chosen} onChange={choose}>
          {EXPORT_VERDICTS.map((verdict) => (
            <Chip key={verdict} value={verdict} size="sm" variant="outline">
              {t(`kinds.${verdict}`)}
            </Chip>
          ))}
        </Chip.Group>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => write({ verdicts: onlyFaults ? null : 'faults' }, 'replace')}
        >
          {onlyFaults ? t('export.allVerdicts') : t('export.onlyFaults')}
        </Button>
      </fieldset>
    </div>
  );
}

/** A field whose value counts when it is left, or with Enter: half an id is no filter. */
function SettledInput(props: { name: string; label: string; description: string; placeholder: string }) {
  const { search, write } = useUrlState();
  const { name, ...rest } = props;
  const settled = search.get(name) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed !== null && typed.trim() !== settled) write({ [name]: typed.trim() || null }, 'replace');
    setTyped(null);
  };
  return (
    <TextInput
      {...rest}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={typed ?? settled}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}
