import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/array-days.ts';
import { getNetworkImage } from '#domain/api/results.ts';

export const powerQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'power'],
    queryFn: ({ signal }) => call(api.getPower, { params: { deviceId, day }, signal }),
  });

export const operationQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'operation'],
    queryFn: ({ signal }) => call(api.getOperation, { params: { deviceId, day }, signal }),
  });

export const networkImageQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'network-image'],
    queryFn: ({ signal }) => call(getNetworkImage, { params: { deviceId, day }, signal }),
  });

export const historyQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'history'],
    queryFn: ({ signal }) => call(api.getHistory, { params: { deviceId, day }, signal }),
    placeholderData: keepPreviousData,
  });

/** Takes the server about a second the first time; it is asked for only when somebody wants to know. */
export const explanationQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'explanation'],
    queryFn: ({ signal }) => call(api.getExplanation, { params: { deviceId, day }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
