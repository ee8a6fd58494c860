import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { COLOR_BY, type ColorBy } from '#components/charts/cell-measures.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

interface MapSwitchesProps {
  colorBy: ColorBy;
  asTable: boolean;
  onColorBy: (colorBy: ColorBy) => void;
  onTable: (table: boolean) => void;
}

/** What the map's colours tell, and whether it is a map; not made again when another day comes. */
export const MapSwitches = memo(function MapSwitches({ colorBy, asTable, onColorBy, onTable }: MapSwitchesProps) {
  const t = useTexts();
  const colors = COLOR_BY.map((option) => ({ value: option, label: t(`colorBy.${option}`) }));
  const views = [
    { value: 'map', label: t('plant.map') },
    { value: 'table', label: t('plant.asTable') },
  ];
  return (
    <>
      <SegmentedControl size="xs" aria-label={t('plant.colorBy')} data={colors} value={colorBy} onChange={onColorBy} />
      <SegmentedControl
        size="xs"
        aria-label={t('plant.showAs')}
        data={views}
        value={asTable ? 'table' : 'map'}
        onChange={(value) => onTable(value === 'table')}
      />
    </>
  );
});
