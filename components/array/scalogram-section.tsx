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
import { useUrlState } from '#components/ui/use-url-state.ts';
import styles from './scalogram-section.module.css';

const VIEWS = [
  { value: 'measured', label: 'As measured' },
  { value: 'network', label: 'As the network sees it' },
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
  const { search, write } = useUrlState();
  const why = search.get('why') === '1';
  const seen = why || search.get('seen') === 'network' ? 'network' : 'measured';
  const measured = useQuery(scalogramQuery(deviceId, day));
  const network = useQuery(networkImageQuery(deviceId, day));
  const explanation = useQuery({ ...explanationQuery(deviceId, day), enabled: why });
  const measuredShown = useMemo(() => measured.data && measuredImages(measured.data), [measured.data]);
  const networkShown = useMemo(() => network.data && networkImages(network.data), [network.data]);
  const query = seen === 'network' ? network : measured;
  const images = seen === 'network' ? networkShown : measuredShown;
  return (
    <section className={styles.section} aria-label="Scalograms" aria-busy={query.isPending}>
      <div className={styles.head}>
        <h3 className={styles.title}>Scalograms</h3>
        <SegmentedControl
          size="xs"
          aria-label="Scalograms as"
          data={VIEWS}
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
        what={seen === 'network' ? 'The network’s image' : 'The scalograms'}
        query={query}
        nothing={
          seen === 'network'
            ? 'The network was given no image of this array.'
            : 'No scalogram of this array on this day.'
        }
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
          ? networkWords(network.data?.modelVersion ?? null, network.data?.levelRows ?? 0)
          : MEASURED_WORDS}
      </p>
    </section>
  );
}

const MEASURED_WORDS =
  'A scalogram’s height is the period of a fluctuation, 50 s at the top to 6.3 h at the bottom (logarithmic); its colour is the amplitude.';

function networkWords(modelVersion: string | null, levelRows: number): string {
  const by = modelVersion === null ? 'The network was given' : `Model ${modelVersion} was given`;
  const levels =
    levelRows > 0
      ? ' Deviations are from what nameplate, neighbours and the array’s own past let expect. Below the white line: the mean of the channel in each time bin; where the irradiance and the operating state end, what the image was made with.'
      : ' The readings themselves, as parts of the nameplate.';
  return `${by} these four channels, 64 time bins each.${levels}`;
}
