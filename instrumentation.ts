import { mendContentType } from '#server/http/mend-content-type.ts';
import { loadParameters } from '#server/services/settings/load-parameters.ts';

/** Next awaits this before the console answers its first request. */
export async function register(): Promise<void> {
  mendContentType();
  await loadParameters();
}
