'use client';

import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { plantPrefix } from '#components/ui/plant-path.ts';
import type { PlantOverview } from '#domain/plant-overview.ts';
import styles from './overview.module.css';

/** One plant: what is wrong, what it costs, and how new that is. A link to the plant itself, another document. */
export function PlantCard({ overview }: { overview: PlantOverview }) {
  const t = useTexts();
  const { plant, simulated, openFaults, faultyArrays, lossPerDayKwh, newest, newestRun } = overview;
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>
        <a className={styles.link} href={plantPrefix(plant.id)}>
          {plant.name}
        </a>
        {simulated && <span className={styles.mark}>{t('overview.simulated')}</span>}
      </h2>
      <p className={styles.about}>
        {t('overview.about', { id: plant.id, arrays: t('units.array', { count: plant.arrays }) })}
      </p>
      <dl className={styles.facts}>
        <Fact label={t('overview.openFaults')} bad={openFaults > 0}>
          {t.count(openFaults)}
        </Fact>
        <Fact label={t('overview.faultyArrays')} bad={faultyArrays > 0}>
          {t.count(faultyArrays)}
        </Fact>
        <Fact label={t('overview.lossPerDay')} bad={(lossPerDayKwh ?? 0) > 0}>
          {lossPerDayKwh === null ? '–' : t.kwh(lossPerDayKwh)}
        </Fact>
      </dl>
      <Composition overview={overview} />
      <p className={newest === null || newest.daysBehind > 0 ? styles.late : styles.fresh}>{freshness(overview, t)}</p>
      {newestRun?.state === 'failed' && (
        <p className={styles.late}>{t('overview.runFailed', { day: t.day(newestRun.day) })}</p>
      )}
    </li>
  );
}

function Fact({ label, bad, children }: { label: string; bad: boolean; children: string }) {
  return (
    <div>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.figure} data-bad={bad || undefined}>
        {children}
      </dd>
    </div>
  );
}

/** What the newest result says of the arrays, as a bar and in words. */
function Composition({ overview: { newest } }: { overview: PlantOverview }) {
  const t = useTexts();
  if (newest === null || newest.arrays === 0) return <div className={styles.bar} aria-hidden="true" />;
  const { arrays, normal, noVerdict } = newest;
  const faulty = arrays - normal - noVerdict;
  const parts = [
    { kind: 'good', count: normal },
    { kind: 'bad', count: faulty },
    { kind: 'quiet', count: noVerdict },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ kind, count }) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: count }} />
        ))}
      </div>
      <p className={styles.about}>
        {t('overview.composition', { normal: t.count(normal), faulty: t.count(faulty), noVerdict: t.count(noVerdict) })}
      </p>
    </>
  );
}

function freshness({ newest }: PlantOverview, t: Texts): string {
  if (newest === null) return t('overview.noResult');
  const day = t.day(newest.day);
  return newest.daysBehind === 0
    ? t('overview.upToDate', { day })
    : t('overview.daysBehind', { day, count: newest.daysBehind });
}
