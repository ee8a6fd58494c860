import { createHmac } from 'node:crypto';

export const TIMESTAMP_HEADER = 'heliograph-timestamp';
export const SIGNATURE_HEADER = 'heliograph-signature';
export const DELIVERY_HEADER = 'heliograph-delivery';

/**
 * Signature of a webhook's body: `v1=` and the HMAC-SHA256 of "timestamp.body" in hexadecimal. The timestamp (epoch
 * seconds) is signed with it: a receiver refuses what is older than a few minutes, so nobody can send it again later.
 */
export function signatureOf(secret: string, timestampSeconds: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex')}`;
}
