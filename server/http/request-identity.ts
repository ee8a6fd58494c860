import { randomUUID } from 'node:crypto';

const PLAIN_TOKEN = /^[A-Za-z0-9._-]{1,64}$/;

/** The id that a request brought, when it is a plain token that no log or header can be broken with, else a new one. */
export function requestIdOf(given: string | null | undefined): string {
  return given && PLAIN_TOKEN.test(given) ? given : randomUUID();
}

/**
 * The client's address among those of `x-forwarded-for`, whose last one is that of the connection itself: each of our own
 * proxies has appended one, and what stands before them the client may have made up.
 */
export function clientAddress(chain: readonly string[], trustedProxies: number): string | null {
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? null;
}

/** What is counted of an address: an IPv6 one stands for its /64, which one subscriber has to himself. */
export function addressKey(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '').split('%')[0] ?? address;
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
