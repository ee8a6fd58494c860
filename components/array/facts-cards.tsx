import { formatCount } from '#components/format/numbers.ts';
import { Panel } from '#components/ui/panel.tsx';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import type { ArrayDayView } from '#domain/views.ts';
import styles from './facts-cards.module.css';

/** What ingest counted of this array's readings: nothing is dropped silently. */
export function DataQualityCard({ counts, kept }: { counts: ReadingCounts | null; kept: boolean }) {
  return (
    <Panel title="Data quality">
      {counts === null ? (
        <p className={styles.none}>
          {kept
            ? 'Nothing was counted: no readings of this array in the day’s result.'
            : 'What was counted is no longer kept.'}
        </p>
      ) : (
        <dl className={styles.facts}>
          <Fact
            name="Readings received"
            value={formatCount(counts.received)}
            note={`of ${formatCount(SLOTS_PER_DAY)} a day`}
          />
          <Fact name="Slots without a reading" value={formatCount(counts.missing)} />
          <Fact name="interpolated (≤ 10 min)" value={formatCount(counts.interpolated)} inner />
          <Fact name="held (longer)" value={formatCount(counts.held)} inner />
          <Fact name="Duplicates, last one kept" value={formatCount(counts.duplicates)} />
          <Fact name="Values out of range" value={formatCount(counts.outOfRange)} />
          <Fact name="Readings of another day" value={formatCount(counts.outsideDay)} />
        </dl>
      )}
    </Panel>
  );
}

export function NameplateCard({ nameplate }: Pick<ArrayDayView, 'nameplate'>) {
  const { modulesInSeries, strings, vMp, iMp } = nameplate;
  return (
    <Panel title="Nameplate at 1000 W/m², 25 °C">
      <dl className={styles.facts}>
        <Fact name="Modules in series × strings" value={`${modulesInSeries} × ${strings}`} />
        <Fact name="Voltage at maximum power" value={`${vMp.toFixed(1)} V`} />
        <Fact name="Current at maximum power" value={`${iMp.toFixed(2)} A`} />
        <Fact name="Power" value={`${((vMp * iMp) / 1000).toFixed(2)} kW`} />
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
