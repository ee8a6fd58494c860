import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/plants.ts';
import type { registrationRequestSchema } from '#domain/registration.ts';

export type RegistrationAsked = z.input<typeof registrationRequestSchema>;

/** What a file would change. */
export function usePreviewRegistration(plantId: string) {
  return useMutation({
    mutationFn: (body: RegistrationAsked) => call(api.previewRegistration, { params: { plantId }, body }),
  });
}

/** Registers a file. Whatever page tells of the plant asks again. */
export function useApplyRegistration(plantId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RegistrationAsked) => call(api.applyRegistration, { params: { plantId }, body }),
    onSuccess: () => client.invalidateQueries(),
  });
}
