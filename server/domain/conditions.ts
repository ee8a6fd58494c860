/** The six conditions of an array-day, in the order of the network's six outputs. The order is part of the model's contract. */
export const CONDITIONS = [
  'normal',
  'line_line',
  'line_ground',
  'open_circuit',
  'partial_shading',
  'arc_fault',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** In English: for what leaves the console, e-mails, files, the API's documents, and for its English pages. */
export const CONDITION_LABELS = {
  normal: 'Normal',
  line_line: 'Line-line fault',
  line_ground: 'Line-ground fault',
  open_circuit: 'Open circuit',
  partial_shading: 'Partial shading',
  arc_fault: 'Arc fault',
} as const satisfies Record<Condition, string>;
