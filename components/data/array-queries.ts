import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import {
  arrayHistorySchema,
  explanationViewSchema,
  noteViewSchema,
  powerViewSchema,
} from '#server/domain/array-insight.ts';
import { networkImageViewSchema } from '#server/domain/network-image.ts';
import { operationViewSchema } from '#server/domain/operation-view.ts';

const arrayPath = (deviceId: string, day: string) =>
  `/api/v1/arrays/${encodeURIComponent(deviceId)}/days/${encodeURIComponent(day)}`;

/** Where the readings of an array-day are downloaded from. */
export const readingsPath = (deviceId: string, day: string) => `${arrayPath(deviceId, day)}/readings.csv`;

export const powerQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'power'],
    queryFn: ({ signal }) => fetchJson(powerViewSchema, `${arrayPath(deviceId, day)}/power`, { signal }),
  });

export const operationQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'operation'],
    queryFn: ({ signal }) => fetchJson(operationViewSchema, `${arrayPath(deviceId, day)}/operation`, { signal }),
  });

export const networkImageQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'network-image'],
    queryFn: ({ signal }) => fetchJson(networkImageViewSchema, `${arrayPath(deviceId, day)}/network-image`, { signal }),
  });

export const historyQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'history'],
    queryFn: ({ signal }) => fetchJson(arrayHistorySchema, `${arrayPath(deviceId, day)}/history`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Takes the server about a second the first time; it is asked for only when somebody wants to know. */
export const explanationQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'explanation'],
    queryFn: ({ signal }) => fetchJson(explanationViewSchema, `${arrayPath(deviceId, day)}/explanation`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export function postNote(deviceId: string, day: string, text: string) {
  return fetchJson(noteViewSchema, `${arrayPath(deviceId, day)}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
}
