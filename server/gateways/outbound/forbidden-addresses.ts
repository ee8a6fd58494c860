import { BlockList, isIP } from 'node:net';

// IANA's special-purpose registries: what is not reached over the public Internet. The cloud's metadata services
// (169.254.169.254, fd00:ec2::254, 100.100.100.200, 192.0.0.192) lie in them, but for Azure's.
const NETWORKS: readonly [network: string, bits: number, family: 'ipv4' | 'ipv6', what: string][] = [
  ['0.0.0.0', 8, 'ipv4', 'this host'],
  ['10.0.0.0', 8, 'ipv4', 'private'],
  ['100.64.0.0', 10, 'ipv4', 'carrier-grade private'],
  ['127.0.0.0', 8, 'ipv4', 'loopback'],
  ['168.63.129.16', 32, 'ipv4', 'metadata of a cloud'],
  ['169.254.0.0', 16, 'ipv4', 'link-local'],
  ['172.16.0.0', 12, 'ipv4', 'private'],
  ['192.0.0.0', 24, 'ipv4', 'reserved'],
  ['192.0.2.0', 24, 'ipv4', 'documentation'],
  ['192.88.99.0', 24, 'ipv4', 'reserved'],
  ['192.168.0.0', 16, 'ipv4', 'private'],
  ['198.18.0.0', 15, 'ipv4', 'benchmarking'],
  ['198.51.100.0', 24, 'ipv4', 'documentation'],
  ['203.0.113.0', 24, 'ipv4', 'documentation'],
  ['224.0.0.0', 4, 'ipv4', 'multicast'],
  ['240.0.0.0', 4, 'ipv4', 'reserved'],
  ['::1', 128, 'ipv6', 'loopback'],
  ['::', 96, 'ipv6', 'this host or IPv4-compatible'],
  ['::ffff:0:0', 96, 'ipv6', 'IPv4-mapped'],
  ['64:ff9b::', 96, 'ipv6', 'translated to IPv4'],
  ['64:ff9b:1::', 48, 'ipv6', 'translated to IPv4'],
  ['2001::', 23, 'ipv6', 'reserved'],
  ['2001:db8::', 32, 'ipv6', 'documentation'],
  ['2002::', 16, 'ipv6', 'translated to IPv4'],
  ['3fff::', 20, 'ipv6', 'documentation'],
  ['fc00::', 7, 'ipv6', 'unique-local'],
  ['fe80::', 10, 'ipv6', 'link-local'],
  ['fec0::', 10, 'ipv6', 'site-local'],
  ['ff00::', 8, 'ipv6', 'multicast'],
];

const LISTS = NETWORKS.map(([network, bits, family, what]) => {
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return { list, family, what };
});

const PUBLIC_IPV6 = new BlockList();
PUBLIC_IPV6.addSubnet('2000::', 3, 'ipv6');

/** Why nothing may be sent to an IP address, in a word or two; null for a public address. */
export function whyForbidden(address: string): string | null {
  const version = isIP(address);
  if (version === 0) return 'no IP address';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  // A zone (fe80::1%eth0) is no part of the address itself.
  const bare = address.split('%')[0] ?? '';
  const found = LISTS.find((entry) => entry.family === family && entry.list.check(bare, family));
  if (found) return found.what;
  return family === 'ipv6' && !PUBLIC_IPV6.check(bare, 'ipv6') ? 'reserved' : null;
}
