import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import type { ArrayDayView } from '#domain/views.ts';
import styles from './facts-cards.module.css';

/** What ingest counted of this array's readings: nothing is dropped silently. */
export function DataQualityCard({ counts, kept }: { counts: ReadingCounts | null; kept: boolean }) {
  const t = useTexts();
  return (
    <Panel title={t('array.dataQuality')}>
      {counts === null ? (
        <p className={styles.none}>{kept ? t('array.nothingCounted') : t('array.countsExpired')}</p>
      ) : (
        <dl className={styles.facts}>
          <Fact
            name={t('array.received')}
            value={t.count(counts.received)}
            note={t('array.ofPerDay', { count: SLOTS_PER_DAY })}
          />
          <Fact name={t('array.slotsWithout')} value={t.count(counts.missing)} />
          <Fact name={t('array.interpolated')} value={t.count(counts.interpolated)} inner />
          <Fact name={t('array.held')} value={t.count(counts.held)} inner />
          <Fact name={t('array.duplicates')} value={t.count(counts.duplicates)} />
          <Fact name={t('array.outOfRange')} value={t.count(counts.outOfRange)} />
          <Fact name={t('array.otherDay')} value={t.count(counts.outsideDay)} />
        </dl>
      )}
    </Panel>
  );
}

export function NameplateCard({ nameplate }: Pick<ArrayDayView, 'nameplate'>) {
  const t = useTexts();
  const { modulesInSeries, strings, vMp, iMp } = nameplate;
  return (
    <Panel title={t('array.nameplate')}>
      <dl className={styles.facts}>
        <Fact name={t('array.modules')} value={`${modulesInSeries} × ${strings}`} />
        <Fact name={t('array.vMp')} value={`${t.fixed(vMp, 1)} V`} />
        <Fact name={t('array.iMp')} value={`${t.fixed(iMp, 2)} A`} />
        <Fact name={t('array.power')} value={`${t.fixed((vMp * iMp) / 1000, 2)} kW`} />
      </dl>
    </Panel>
  );
}

function Fact({ name, value, note, inner = false }: { name: string; value: string; note?: string; inner?: boolean }) {
  return (
    <>
      <dt data-inner={inner}>{name}</dt>
      <dd data-inner={inner}>
        {value} {note && <span className={styles.note}>{note}</span>}
      </dd>
    </>
  );
}
