'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { CHANGE_KINDS, type ChangeKind, type RegistrationPreview, type RegistrationRow } from '#domain/registration.ts';
import styles from './registration.module.css';

/** Rows that are shown before somebody asks for more. */
const STEP = 200;

interface ChangeListProps {
  preview: RegistrationPreview;
  done: boolean;
}

/** What becomes of each array, what changes first. */
export function ChangeList({ preview: { rows, rowsLeftOut, counts }, done }: ChangeListProps) {
  const t = useTexts();
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [shown, setShown] = useState(STEP);
  const chosen = kind === 'all' ? rows : rows.filter((row) => row.kind === kind);
  const kinds = CHANGE_KINDS.filter((one) => counts[one] > 0);
  return (
    <Panel className={styles.list}>
      <div className={styles.listHead}>
        <h2 className={styles.heading}>{done ? t('registration.changesDone') : t('registration.changesToCome')}</h2>
        <SegmentedControl
          aria-label={t('registration.shownRows')}
          size="xs"
          value={kind}
          onChange={(value) => {
            setKind(kinds.find((one) => one === value) ?? 'all');
            setShown(STEP);
          }}
          data={[
            { value: 'all', label: t('registration.all') },
            ...kinds.map((one) => ({ value: one, label: `${t(`registration.kind.${one}`)} ${t.count(counts[one])}` })),
          ]}
        />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('registration.line')}</th>
              <th scope="col">{t('registration.array')}</th>
              <th scope="col">{t('registration.change')}</th>
              <th scope="col">{t('registration.place')}</th>
              <th scope="col">{t('registration.fields')}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, shown).map((row) => (
              <tr key={row.deviceId} data-kind={row.kind}>
                <td>{row.line ?? ''}</td>
                <td className={styles.id}>{row.deviceId}</td>
                <td>{t(`registration.kind.${row.kind}`)}</td>
                <td>
                  {row.row}, {row.column}
                </td>
                <td>{changesOf(row, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen.length > shown && (
        <Button variant="subtle" className={styles.more ?? ''} onClick={() => setShown(shown + 5 * STEP)}>
          {t('registration.showMore', { count: chosen.length })}
        </Button>
      )}
      {rowsLeftOut > 0 && <p className={styles.more}>{t('registration.leftOut', { count: rowsLeftOut })}</p>}
    </Panel>
  );
}

const changesOf = ({ fields }: RegistrationRow, t: Texts) => {
  const none = t('registration.none');
  return fields.map(({ name, before, after }) => `${name}: ${before ?? none} → ${after ?? none}`).join('; ');
};
