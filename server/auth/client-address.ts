/** Header in which the console's own server names the other end of the socket; what a client sends by it is replaced. */
export const PEER_HEADER = 'x-heliograph-peer';

/**
 * Where a request came from. Each of our proxies appends whom it heard to x-forwarded-for, so with n of them the client
 * is the n-th entry from the end, the socket's other end being the last; what stands before it anybody may have written.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  const peer = headers.get(PEER_HEADER);
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((word) => word.trim());
  const hops = [...forwarded.filter(Boolean), ...(peer === null ? [] : [peer])];
  if (trustedProxies === 0) return peer === null ? null : plainAddress(peer);
  const address = hops[Math.max(0, hops.length - 1 - trustedProxies)];
  return address === undefined ? null : plainAddress(address);
}

/** An IPv4 address as such, also where a socket speaks of it as IPv6. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').slice(0, 64);
}
