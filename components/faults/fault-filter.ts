import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { FAULT_STATES } from '#domain/fault-state.ts';
import { FAULT_SORTS, type FaultQuery, type FaultSort } from '#domain/faults.ts';
import { isPlantDay } from '#domain/plant-day.ts';

export const FILTER_NAMES = ['state', 'condition', 'assignee', 'since', 'text', 'sort', 'order'] as const;

export type FilterName = (typeof FILTER_NAMES)[number];

/** The changes to a URL that take every part of a filter out of it. */
export const NO_FILTER = Object.fromEntries(FILTER_NAMES.map((name) => [name, null]));

/** What a page without a filter shows: faults that somebody has something to do with. */
export const TO_DO = 'open,regressed,acknowledged';

export const STATE_PRESETS = [
  { value: TO_DO, name: 'toDo' },
  { value: 'open,regressed', name: 'waiting' },
  { value: 'snoozed', name: 'snoozed' },
  { value: 'resolved', name: 'resolved' },
  { value: 'all', name: 'all' },
] as const;

export interface FaultFilterState {
  state: string;
  condition: string;
  assignee: string;
  since: string;
  text: string;
  sort: FaultSort;
  order: 'asc' | 'desc';
}

/** The filter of a URL. What means nothing is left out, so that an old or mistyped link still shows a list. */
export function readFilter(search: { get: (name: string) => string | null }): FaultFilterState {
  const states = known(search.get('state'), FAULT_STATES);
  const since = search.get('since') ?? '';
  return {
    state: search.get('state') === 'all' ? 'all' : states || TO_DO,
    condition: known(search.get('condition'), FAULT_KINDS),
    assignee: (search.get('assignee') ?? '').slice(0, 200),
    since: isPlantDay(since) ? since : '',
    text: (search.get('text') ?? '').slice(0, 100),
    sort: FAULT_SORTS.find((sort) => sort === search.get('sort')) ?? 'loss',
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
  };
}

/** The filter as the API's query. */
export function filterQuery({ state, sort, order, ...words }: FaultFilterState): FaultQuery {
  const given = Object.entries(words).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]));
  return { sort, order, ...(state === 'all' ? {} : { state }), ...Object.fromEntries(given) };
}

/** True when fewer faults are shown than there is to do. */
export function isNarrowed({ state, condition, assignee, since, text }: FaultFilterState): boolean {
  return (state !== TO_DO && state !== 'all') || [condition, assignee, since, text].some((value) => value !== '');
}

function known(text: string | null, values: readonly string[]): string {
  const named = text?.split(',') ?? [];
  return values.filter((value) => named.includes(value)).join(',');
}
