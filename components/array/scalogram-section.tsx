'use client';

import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { EvidenceBar } from '#components/array/evidence-bar.tsx';
import { ImagePanel } from '#components/array/image-panel.tsx';
import { PartNotice } from '#components/array/part-notice.tsx';
import { SCALOGRAM_HEIGHT } from '#components/array/scalogram-plot.tsx';
import { measuredImages, networkImages } from '#components/charts/shown-image.ts';
import { explanationQuery, networkImageQuery } from '#components/data/array-queries.ts';
import { scalogramQuery } from '#components/data/queries.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import styles from './scalogram-section.module.css';

const viewsOf = (t: Texts) => [
  { value: 'measured', label: t('array.asMeasured') },
  { value: 'network', label: t('array.asNetwork') },
];

interface ScalogramSectionProps {
  deviceId: string;
  day: string;
  /** CSS pixels; 0 before it is known. */
  width: number;
  cursor: CursorStore;
}

/** The scalograms, as measured or as the network sees them: both are there, so that the switch flips at once. */
export function ScalogramSection({ deviceId, day, width, cursor }: ScalogramSectionProps) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const why = search.get('why') === '1';
  const seen = why || search.get('seen') === 'network' ? 'network' : 'measured';
  const measured = useQuery(scalogramQuery(deviceId, day));
  const network = useQuery(networkImageQuery(deviceId, day));
  const explanation = useQuery({ ...explanationQuery(deviceId, day), enabled: why });
  const measuredShown = useMemo(() => measured.data && measuredImages(measured.data, t), [measured.data, t]);
  const networkShown = useMemo(() => network.data && networkImages(network.data, t), [network.data, t]);
  const query = seen === 'network' ? network : measured;
  const images = seen === 'network' ? networkShown : measuredShown;
  return (
    <section className={styles.section} aria-label={t('array.scalograms')} aria-busy={query.isPending}>
      <div className={styles.head}>
        <h3 className={styles.title}>{t('array.scalograms')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('array.scalogramsAs')}
          data={viewsOf(t)}
          value={seen}
          onChange={(value) => write({ seen: value === 'network' ? value : null, why: null }, 'replace')}
        />
      </div>
      <EvidenceBar
        deviceId={deviceId}
        day={day}
        on={why}
        onSwitch={(on) => write({ why: on ? '1' : null, seen: 'network' }, 'replace')}
      />
      <PartNotice
        what={seen === 'network' ? t('array.networkImage') : t('array.theScalograms')}
        query={query}
        nothing={seen === 'network' ? t('array.noNetworkImage') : t('array.noScalogram')}
      />
      {query.isPending && <Skeleton height={4 * (SCALOGRAM_HEIGHT + 60)} radius="md" />}
      {width > 0 &&
        images?.map((image) => (
          <ImagePanel
            key={image.name}
            image={image}
            width={width}
            cursor={cursor}
            explanation={why ? (explanation.data ?? null) : null}
          />
        ))}
      <p className={styles.hint}>
        {seen === 'network'
          ? networkWords(network.data?.modelVersion ?? null, network.data?.levelRows ?? 0, t)
          : t('array.measuredHint')}
      </p>
    </section>
  );
}

function networkWords(modelVersion: string | null, levelRows: number, t: Texts): string {
  const by = modelVersion === null ? t('array.networkHint') : t('array.networkHintModel', { version: modelVersion });
  return `${by} ${t(levelRows > 0 ? 'array.networkLevels' : 'array.networkNoLevels')}`;
}
