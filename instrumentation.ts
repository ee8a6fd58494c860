import { loadParameters } from '#server/services/settings/load-parameters.ts';

/** Next awaits this before the console answers its first request. */
export async function register(): Promise<void> {
  await loadParameters();
  const { stampPeers } = await import('#server/http/stamp-peer.ts');
  stampPeers();
}
