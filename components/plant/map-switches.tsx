import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { COLOR_BY, COLOR_BY_LABELS, type ColorBy } from '#components/charts/cell-measures.ts';

interface MapSwitchesProps {
  colorBy: ColorBy;
  asTable: boolean;
  onColorBy: (colorBy: ColorBy) => void;
  onTable: (table: boolean) => void;
}

const COLORS = COLOR_BY.map((option) => ({ value: option, label: COLOR_BY_LABELS[option] }));
const VIEWS = [
  { value: 'map', label: 'Map' },
  { value: 'table', label: 'Table' },
];

/** What the map's colours tell, and whether it is a map; not made again when another day comes. */
export const MapSwitches = memo(function MapSwitches({ colorBy, asTable, onColorBy, onTable }: MapSwitchesProps) {
  return (
    <>
      <SegmentedControl size="xs" aria-label="Colour by" data={COLORS} value={colorBy} onChange={onColorBy} />
      <SegmentedControl
        size="xs"
        aria-label="Show the plant as"
        data={VIEWS}
        value={asTable ? 'table' : 'map'}
        onChange={(value) => onTable(value === 'table')}
      />
    </>
  );
});
